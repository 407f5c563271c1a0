"""Made-up names of firms and people from small word lists."""

import numpy as np

STEM_STARTS = (
    "Alder", "Arn", "Birk", "Brenn", "Casten", "Dorn", "Eber", "Elm", "Fals", "Fjell", "Gers", "Grün", "Hage", "Hol",
    "Ilmen", "Jord", "Kalk", "Kers", "König", "Lind", "Lys", "Marl", "Mors", "Nord", "Oden", "Oster", "Pelt", "Quer",
    "Rauen", "Ros", "Sand", "Sköld", "Stein", "Tarn", "Ulmen", "Val", "Varn", "Wester", "Wolde", "Zell",
)  # fmt: skip
STEM_ENDS = (
    "bach", "berg", "brook", "dal", "dorp", "feld", "fors", "gard", "haven", "heim", "holm", "horst", "kamp", "lund",
    "mark", "mere", "mont", "nes", "rode", "sund", "stad", "tal", "vik", "wald", "werk",
)  # fmt: skip
TRADES = {
    "Food": ("Dairy", "Brewery", "Foods", "Bakeries", "Mills", "Sugar", "Beverages", "Frozen Foods"),
    "Chemicals": ("Chemicals", "Coatings", "Resins", "Polymers", "Solvents", "Pigments", "Adhesives"),
    "Pharma": ("Pharma", "Biotech", "Life Science", "Vaccines", "Laboratories", "Generics"),
    "Water": ("Water", "Waterworks", "Desalination", "Water Treatment", "Utilities", "Wastewater"),
}
LEGAL_FORMS = {
    "Germany": ("GmbH", "AG", "GmbH & Co. KG"), "Austria": ("GmbH", "AG"), "Switzerland": ("AG",),
    "France": ("SAS", "SA"), "Netherlands": ("BV", "NV"), "Belgium": ("NV", "BV"), "Sweden": ("AB",),
    "Denmark": ("A/S", "ApS"), "Norway": ("AS",), "Finland": ("Oy",), "Spain": ("SL", "SA"), "Portugal": ("Lda", "SA"),
}  # fmt: skip
FIRST_NAMES = (
    "Anja", "Bastian", "Carla", "Daan", "Elif", "Freya", "Gonçalo", "Henrik", "Inés", "Jonas", "Katrin", "Lars",
    "Marta", "Nils", "Odile", "Pieter", "Ronja", "Sven", "Tomás", "Ulla", "Victor", "Wiebke", "Yara", "Zoé",
)  # fmt: skip
LAST_NAMES = (
    "Abel", "Brandt", "Costa", "Dahl", "Ebner", "Falk", "Girard", "Hansen", "Iversen", "Jansen", "Keller", "Lorca",
    "Maes", "Nyberg", "Olsen", "Pauwels", "Quint", "Rossi", "Steiner", "Torres", "Uhl", "Visser", "Winter", "Zander",
)  # fmt: skip


def firm_names(random: np.random.Generator, industries: list[str], countries: list[str]) -> list[str]:
    """A name for each firm, all different: a place, a trade of its industry, a legal form of its country."""
    stems = [start + end for start in STEM_STARTS for end in STEM_ENDS]
    order = random.permutation(len(stems))
    trade, form = random.random(len(industries)), random.random(len(industries))
    names = []
    for place, (industry, country) in enumerate(zip(industries, countries, strict=True)):
        trades, forms = TRADES[industry], LEGAL_FORMS[country]
        word, ending = trades[int(trade[place] * len(trades))], forms[int(form[place] * len(forms))]
        names.append(f"{stems[order[place]]} {word} {ending}")
    return names


def people_names(random: np.random.Generator, count: int) -> list[str]:
    """A name for each person, no first or last name twice."""
    first, last = random.permutation(len(FIRST_NAMES))[:count], random.permutation(len(LAST_NAMES))[:count]
    return [f"{FIRST_NAMES[one]} {LAST_NAMES[two]}" for one, two in zip(first, last, strict=True)]
