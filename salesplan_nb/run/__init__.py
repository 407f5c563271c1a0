"""Running a workspace: stages, parameters, kernels, store, manifest."""
