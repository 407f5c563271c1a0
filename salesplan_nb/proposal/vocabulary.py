"""The words that headers use, as data: which concepts each stands for.

Lower case and without accents: English, German, French and Spanish, and field names of SAP, Salesforce, HubSpot,
Shopify, QuickBooks and Xero exports.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    "order": (
        "ordered purchase purchased order orders auftrag auftraege bestellung bestellungen bestell commande "
        "commandes pedido pedidos salesorder so bstnk vbak vbap kauf achat compra compras orden encargo"
    ),
    "invoice": (
        "rg facturee facturees fakturiert fakturierte invoice invoices rechnung rechnungen facture factures factura "
        "facturas bill billing faktura fatura quittung receipt bon ticket albaran"
    ),
    "transaction": (
        "transaction transactions transaktion vorgang operation operacion movimiento buchung beleg belege document "
        "doc voucher vbrk vbrp"
    ),
    "opportunity": "opportunity opportunities opp opps deal deals opportunite oportunidad chance negocio affaire",
    "lead": "lead leads prospect prospects interessent",
    "id": (
        "id ids no nr num number nummer code key numero nro ref reference uuid guid record kennung schluessel "
        "belegnummer hash clave identifiant identifier identificador"
    ),
    "line": "line lines position pos posnr zeile ligne linea lineitem row lfdnr renglon",
    "date": "date datum day tag dt jour fecha dia time zeit timestamp datetime",
    "month": "month monat mois mes months period periode",
    "year": "year jahr annee ano years",
    "week": "week woche semaine semana wk",
    "quarter": "quarter quartal trimestre qtr",
    "created": (
        "created erstellt angelegt anlage cree creation creado creacion opened entered erdat added engage engaged "
        "eingang open createdate"
    ),
    "closed": "close closed closing abschluss cloture cierre fermeture geschlossen won gewonnen cerrado",
    "expected": "expected erwartet forecast geplant prevu previsto planned estimated anticipated voraussichtlich",
    "modified": "modified updated changed geaendert lastmodified modifie last activity activities aktivitaet",
    "shipped": (
        "ship shipped shipping versand liefer lieferung delivery delivered livraison expedition envio entrega "
        "fulfilled fulfillment dispatch dispatched wadat procured transport"
    ),
    "due": "due required faellig faelligkeit wunsch echeance vencimiento requested deadline requise wunschtermin",
    "paid": "card cards method paid payment bezahlt zahlung paiement pago financial payable",
    "birth": "birth birthday dob geburt geburtsdatum naissance nacimiento birthdate",
    "customer": (
        "organization organisation organisations kd tiers customer customers cust client clients kunde kunden "
        "cliente clientes account accounts buyer kunnr kaeufer debitor debitoren soldto soldtoparty acheteur "
        "comprador konto company firma member consumer shopper societe empresa kundin partner klant auftraggeber"
    ),
    "product": (
        "product products produkt produkte item items artikel article articles produit produits producto productos "
        "articulo articulos sku matnr material stockcode good goods ware part teil asin lineitemname"
    ),
    "rep": (
        "comercial asesor conseiller rep reps agent seller salesperson salesrep salesman employee employees "
        "mitarbeiter verkaeufer vertreter vendeur commercial vendedor owner ownername salesteam salesagent pernr "
        "vrtnr sachbearbeiter adm bearbeiter empleado representant representante betreuer salesowner aussendienst "
        "executive"
    ),
    "manager": "manager reportsto supervisor leiter chef vorgesetzter jefe boss teamleiter responsable teamlead",
    "name": (
        "intitule name names bezeichnung nom nombre title label libelle titre benennung titel full fullname "
        "denominacion"
    ),
    "first": "first vorname firstname prenom given",
    "last": "lastname nachname surname apellido apellidos familyname",
    "description": "description beschreibung text desc arktx maktx designation memo descripcion artikeltext details",
    "email": "email emailaddress mail courriel correo emails",
    "phone": "phone telefon tel fax mobile telephone",
    "address": (
        "address street strasse adresse rue direccion city stadt ort ville ciudad zip plz postal postcode zipcode "
        "postleitzahl cp billto latitude longitude county area"
    ),
    "state": "state bundesland province provinz provincia etat departement statecode estado",
    "country": (
        "country land pays pais countries laender headquarters headquarter office_location officelocation nation "
        "countrycode land1"
    ),
    "region": (
        "region regions gebiet territory territories regio zone area vertriebsgebiet verkaufsgebiet office regional "
        "bezirk vkorg vkbur standort filiale niederlassung geographic sector_geo secteur salesregion"
    ),
    "channel": "channel channels kanal vertriebsweg canal vtweg vertriebskanal absatzkanal saleschannel route",
    "medium": "medium media source utm werbemittel medien adset platform",
    "campaign": "campaign kampagne campagne campana",
    "family": (
        "kategorien family category categories kategorie warengruppe produktgruppe artikelgruppe gruppe group "
        "sparte matkl spart categorie categoria familie famille familia series serie productline department segment "
        "class klasse division hauptgruppe collection rayon gamme brand range vertical"
    ),
    "sub": "sub subcategory subfamily untergruppe sous",
    "type": "type typ art kind tipo auart",
    "status": "status state_status zustand statut estado_status iswon outcome result ergebnis",
    "stage": "stage dealstage phase stufe etape etapa stagename pipeline pipelinestage dealstagename step",
    "quantity": (
        "quantity qty menge anzahl quantite cantidad units pieces stueck stueckzahl stk pcs kwmeng fkimg quantitaet "
        "qte qta cant cnt count unidades absatz volume copies seats"
    ),
    "price": "price preis prix precio preise rate",
    "unit": "unit einzel stueckpreis unitaire unitario einheit each piece vk per einh",
    "list": (
        "list listen listenpreis catalogue catalog retail msrp rrp uvp suggested regular compareat brutto_liste "
        "standard base"
    ),
    "net": "net netto nett ht neto netwr subtotal excl exkl",
    "gross": "gross brutto ttc bruto incl inkl",
    "amount": (
        "amount betrag montant importe amt sum summe monto extended warenwert positionswert auftragswert "
        "rechnungsbetrag lineamount linetotal extendedprice dollar dollars eur euro usd spent gbp positionsbetrag "
        "acv tcv arr cuantia"
    ),
    "value": "value wert valeur valor values",
    "sales": (
        "sales sale umsatz umsaetze ventes vente ventas venta verkauf vertrieb verkaeufe erloes erloese ca "
        "nettoumsatz turnover vk_sales"
    ),
    "revenue": "revenue revenues einnahmen ertrag chiffre affaires ingresos ingreso facturacion bookings booking",
    "total": "total gesamt totals gesamtbetrag overall grand endbetrag",
    "tax": "tax taxes mwst ust vat steuer tva iva impuesto gst mehrwertsteuer",
    "freight": "freight fracht porto postage versandkosten shippingcost frais handling",
    "discount": "discount discounts rabatt remise descuento nachlass skonto applied rebate disc",
    "cost": "cost costs kosten cout costo coste cogs einkaufspreis ek einstand wareneinsatz selbstkosten wavwr",
    "profit": "profit gewinn margin marge db deckungsbeitrag beneficio benefice margen rohertrag",
    "currency": "currency waehrung devise moneda waerk currencycode waers divisa wkz curr",
    "target": (
        "target targets ziel ziele objectif objetivo goal goals soll plan planumsatz planwert sollumsatz quota "
        "budget budgets presupuesto"
    ),
    "quota": "quota quotas quote zielvorgabe",
    "spend": "spend spending ausgaben werbekosten adspend depenses gasto gastos werbeausgaben",
    "marketing": "marketing ads ad advertising werbung publicite anzeigen",
    "score": ("score rating ratings bewertung note stars csat satisfaction zufriedenheit sterne puntuacion nps punkte"),
    "market": "market markt marche mercado",
    "industry": "industry branche industrie industria sector sektor vertical sic naics brsch",
    "headcount": "headcount employees beschaeftigte effectif numemployees numberofemployees mitarbeiterzahl staff",
    "founded": "founded gegruendet gruendung established fonde fundado inception gruendungsjahr",
    "parent": "parent subsidiary konzern mutter muttergesellschaft maison matriz subsidiaryof holding",
    "since": "since seit depuis desde joined registered signup erstkauf kundeseit",
    "start": "start starts hire hired eintritt begin beginn embauche startdate hiredate hiring einstellungsdatum",
    "end": "end ends austritt ende exit leaving termination fin enddate",
    "role": "role rolle position_role funktion fonction cargo jobtitle puesto",
    "courtesy": (
        "courtesy salutation anrede prefix suffix extension notes photo picture bild homepage kommentar comment"
    ),
    "supplier": "supplier lieferant fournisseur proveedor vendor kreditor lifnr",
    "warehouse": "warehouse lager store shop filialnummer entrepot almacen werk werks branch location outlet",
    "via": "via shipper spediteur carrier methode terms",
    "contact": "contact ansprechpartner kontakt contacto",
    "probability": "probability wahrscheinlichkeit probabilite probabilidad likelihood",
    "competitor": "competitor wettbewerber konkurrent concurrent competidor rival mitbewerber",
    "stock": "stock instock reorder bestand onorder lagerbestand inventory discontinued",
    "finance": "finance fibu control controls gl ledger bookkeeping buchhaltung finanz",
    "tolerance": "tolerance toleranz",
    "cancelled": "cancelled canceled storno storniert annule cancelado returned retour return returns",
}
"""Concept: the words that stand for it."""

SEVERAL: dict[str, str] = {
    "baseimponible": "net amount",
    "razonsocial": "customer name",
    "raisonsociale": "customer name",
    "exclvat": "net",
    "excltax": "net",
    "exvat": "net",
    "extax": "net",
    "horstaxe": "net",
    "horstaxes": "net",
    "ohnemwst": "net",
    "sinimpuestos": "net",
    "inclvat": "gross",
    "incltax": "gross",
    "inklmwst": "gross",
    "bookingdate": "transaction date",
    "pu": "unit price",
    "piece": "unit transaction",
    "stockcode": "product id",
    "sku": "product id",
    "kunnr": "customer id",
    "matnr": "product id",
    "vbeln": "order id",
    "aubel": "order id",
    "netwr": "net amount",
    "erdat": "created date",
    "audat": "order date",
    "fkdat": "invoice date",
    "wadat": "shipped date",
    "kwmeng": "quantity",
    "posnr": "line id",
    "vrtnr": "rep id",
    "pernr": "rep id",
    "arktx": "product description",
    "maktx": "product description",
    "bstnk": "order id",
    "wavwr": "cost",
    "lineitem": "product",
    "asin": "product id",
    "land1": "country",
    "subcategory": "sub family",
    "untergruppe": "sub family",
    "subfamily": "sub family",
    "lineamount": "line amount",
    "linetotal": "line total",
    "hiredate": "start date",
    "startdate": "start date",
    "enddate": "end date",
    "subtotal": "net total",
    "createdate": "created date",
    "closedate": "closed date",
    "stueckpreis": "unit price",
    "listenpreis": "list price",
    "versandkosten": "freight",
    "emailaddress": "email",
    "kundeseit": "customer since",
    "belegnummer": "transaction id",
    "amountex": "net amount",
    "firstname": "first name",
    "lastname": "last name",
    "vorname": "first name",
    "birthdate": "birth date",
    "nachname": "last name",
    "prenom": "first name",
    "surname": "last name",
    "geburtsdatum": "birth date",
    "chiffredaffaires": "sales",
    "chiffreaffaires": "sales",
    "ownername": "rep name",
    "fullname": "name",
    "yearestablished": "founded",
    "einkaufspreis": "unit cost",
    "ek": "unit cost",
    "unitcost": "unit cost",
    "warengruppe": "family",
    "werbekosten": "spend",
    "adspend": "spend",
    "linenumber": "line id",
    "soldtoparty": "customer",
    "saleschannel": "channel",
    "salesrep": "rep",
    "employees": "rep headcount",
    "position": "line role",
    "title": "name role",
    "units": "quantity",
    "einzelpreis": "unit price",
    "gesamtpreis": "total amount",
    "gesamtbetrag": "total amount",
    "nettoumsatz": "net sales",
    "orderid": "order id",
    "orderitem": "order line",
    "totalprice": "total amount",
    "rechnungsbetrag": "invoice amount",
    "lifetimevalue": "probability",
    "productline": "family",
    "numberofemployees": "headcount",
    "monthlyrecurring": "amount",
    "ort": "address",
    "shipping": "shipped freight",
    "postage": "freight",
    "segment": "segment",
    "department": "family",
    "sector": "industry",
    "secteur": "industry region",
    "area": "region address",
    "vertical": "industry family",
    "brand": "family",
    "quota": "quota target",
    "account": "customer",
    "numberof": "quantity",
    "artikelnummer": "product id",
    "artikelnr": "product id",
    "rate": "rate",
    "officelocation": "country",
    "salesprice": "unit price",
    "leadsource": "medium",
    "city": "address",
    "estado": "state status",
    "commercial": "rep",
    "responsable": "manager rep",
    "billto": "customer",
    "shipto": "shipped customer",
    "partnumber": "product id",
    "sous": "sub",
    "soldto": "customer",
    "isclosed": "flag",
    "iswon": "flag",
}
"""Words, also two written as one, that carry several concepts at once or another than their parts; they come first."""
