"""The words that cells use, as data: months, stages of a sale, what says empty, signs of currencies."""

from __future__ import annotations

MONTH_NAMES: tuple[tuple[str, ...], ...] = (
    (
        "jan",
        "january",
        "januar",
        "jaenner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "januari",
        "gennaio",
        "gen",
        "janeiro",
        "styczen",
    ),
    ("feb", "february", "februar", "fevrier", "fevr", "fev", "febrero", "februari", "febbraio", "fevereiro", "luty"),
    ("mar", "march", "maerz", "mrz", "mars", "marzo", "maart", "mrt", "marco", "marzec"),
    ("apr", "april", "avril", "avr", "abril", "abr", "aprile", "kwiecien"),
    ("may", "mai", "mayo", "mei", "maggio", "mag", "maio", "maj"),
    ("jun", "june", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwiec"),
    ("jul", "july", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipiec"),
    ("aug", "august", "aout", "agosto", "ago", "augustus", "sierpien"),
    ("sep", "sept", "september", "septembre", "septiembre", "settembre", "set", "setembro", "wrzesien"),
    ("oct", "october", "okt", "oktober", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "pazdziernik"),
    ("nov", "november", "novembre", "noviembre", "novembro", "listopad"),
    ("dec", "december", "dez", "dezember", "decembre", "diciembre", "dic", "dicembre", "dezembro", "grudzien"),
)
"""Names of the twelve months."""

STATUSES: dict[str, str] = {
    "won": (
        "won gewonnen gagne gagnee ganado ganada vinta vinto ganho ganha wygrana closedwon wonclosed success "
        "abgeschlossengewonnen closewon"
    ),
    "lost": (
        "lost verloren perdu perdue perdido perdida persa perso przegrana closedlost lostclosed abgelehnt rejected "
        "closelost abandoned cancelled disqualified"
    ),
    "open": "open offen ouvert abierto engaging prospecting qualification proposal negotiation discovery lead new "
    "qualified inprogress pending demo contacted appointmentscheduled qualifiedtobuy presentationscheduled "
    "decisionmakerboughtin contractsent angebot verhandlung needsanalysis valueproposition perceptionanalysis "
    "proposalpricequote negotiationreview iddecisionmakers evaluation active quoted nouveau",
}
"""Status of the contract: the values that say so, letters alone."""

ORDER_STATES: dict[str, str] = {
    "cancelled": (
        "cancelled canceled cancel canc cxl canx cancellation void voided storno storniert stornierung anulado "
        "anulacion cancelado cancelacion annule annulation annullato annullamento stornato cancelamento "
        "geannuleerd annulering anulowane annulleret annullerad"
    ),
    "unordered": (
        "draft entwurf borrador brouillon bozza rascunho concept quote quotation angebot presupuesto devis preventivo "
        "orcamento offerte cotizacion oferta"
    ),
    "returned": (
        "returned return retour retoure retourniert refund refunded devuelto devolucion devolvido rembourse "
        "remboursement retourne geretourneerd reso resi rimborsato rimborso reembolsado reembolso erstattet rueckgabe "
        "ruecksendung gutschrift abono avoir rma"
    ),
    "counts": (
        "delivered shipped sent dispatched completed complete done closed fulfilled unfulfilled paid unpaid invoiced "
        "billed open new processing progress processed confirmed received approved accepted authorized authorised "
        "transit ordered sale sold success successful posted entregado enviado completado cerrado pagado facturado "
        "abierto nuevo confirmado recibido procesado finalizado aprobado aceptado tramitado cobrado servido proceso "
        "curso venta geliefert ausgeliefert versendet versandt abgeschlossen erledigt bezahlt berechnet fakturiert "
        "offen neu bestaetigt bearbeitung zugestellt abgerechnet freigegeben verkauft verkauf livre expedie envoye "
        "termine cloture paye facture regle nouveau confirme cours recu valide traite vente consegnato spedito "
        "completato chiuso pagato fatturato aperto nuovo confermato ricevuto evaso inviato vendita entregue concluido "
        "fechado pago faturado aberto novo despachado aprovado geleverd verzonden afgerond gesloten betaald "
        "gefactureerd nieuw bevestigd ontvangen dostarczone wyslane zakonczone zrealizowane oplacone nowe "
        "invoice rechnung fattura"
    ),
}
"""How far an order is: the words that say so, one form of each. What is on its way to be a sale counts; a draft or
quotation is none. Pending, on hold, failed and rejected stand nowhere: they can be either.
"""

SCENARIOS: dict[str, str] = {
    "actual": "actual actuals act ac ist istwerte istzahlen reel reels reale reales realise real consuntivo realizado "
    "realisatie werkelijk wykonanie",
    "other": "budget budgets budgeted bud plan planned planwerte soll forecast fcst fc prognose hochrechnung target "
    "targets ziel py ly previous prior last vorjahr vj previsionnel prevision presupuesto objectif objetivo begroting "
    "obiettivo budzet orcamento pl variance var deviation abweichung ecart delta diff difference",
}
"""What the figures of a report are: those that came true, and those that did not or are of another year."""

FLAGS: dict[str, bool] = {
    word: meant
    for meant, words in (
        (True, "1 true t yes y ja j si sí s sim oui o vero verdadero wahr x"),
        (False, "0 false f no n nein não nao non nee falso falsch"),
    )
    for word in words.split()
}
"""Words that say yes or no."""

MISSING = frozenset(
    {"null", "n/a", "na", "#n/a", "none", "nan", "nil", "-", "--", "?", "(s)", "#ref!", "#value!", "k.a."}
)
"""Cells that say that they are empty, lower case."""

SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "R$": "BRL",
    "zł": "PLN",
    "¥": "JPY",
    "₺": "TRY",
    "₩": "KRW",
    "CHF": "CHF",
    "Fr.": "CHF",
}
"""Signs and the currency that they most often stand for; `$` and `¥` stand for others too, so that it is asked for."""
CURRENCY_WORDS = {
    "eur": "EUR",
    "euro": "EUR",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "gbp": "GBP",
    "chf": "CHF",
    "inr": "INR",
    "pounds": "GBP",
}
"""Words of headers that name a currency."""
COUNTRY_CURRENCY = {
    "united kingdom": "GBP", "uk": "GBP", "germany": "EUR", "deutschland": "EUR", "france": "EUR", "spain": "EUR",
    "espana": "EUR", "italy": "EUR", "austria": "EUR", "united states": "USD", "usa": "USD", "us": "USD",
    "switzerland": "CHF", "schweiz": "CHF", "india": "INR", "canada": "CAD", "australia": "AUD", "japan": "JPY",
}  # fmt: skip
"""Countries of most customers, and the currency that they suggest."""
