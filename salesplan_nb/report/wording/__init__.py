"""The sentences of the page, the workbook and the notebooks: each a function of figures, none written anywhere else."""
