"""The words that headers use, as data: which concepts each stands for.

Lower case and without accents: English, German, French and Spanish, the commonest of Dutch, Italian, Portuguese and
Polish, and field names of SAP, Salesforce, HubSpot, Shopify, QuickBooks and Xero exports.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    "order": (
        "ordered purchase purchased order orders auftrag auftraege bestellung bestellungen bestell commande commandes "
        "pedido pedidos salesorder so bstnk vbak vbap kauf achat compra compras orden encargo bestelling bestellingen "
        "ordine ordini encomenda zamowienie zamowienia zamowien"
    ),
    "invoice": (
        "rg facturee facturees fakturiert fakturierte invoice invoices rechnung rechnungen facture factures factura "
        "facturas bill billing faktura fatura quittung receipt bon ticket albaran factuur facturen fattura fatture "
        "faktury"
    ),
    "transaction": (
        "transaction transactions transaktion vorgang operation operacion movimiento buchung beleg belege document "
        "doc voucher vbrk vbrp"
    ),
    "opportunity": (
        "opportunity opportunities opp opps deal deals opportunite oportunidad chance negocio affaire opportunita "
        "oportunidade szansa"
    ),
    "lead": "lead leads prospect prospects interessent",
    "id": (
        "id ids no nr num number nummer code key numero nro ref reference uuid guid record kennung schluessel "
        "belegnummer hash clave identifiant identifier identificador numer"
    ),
    "line": "line lines position pos posnr zeile ligne linea lineitem row lfdnr renglon regel riga linha pozycja",
    "date": "date datum day tag dt jour fecha dia time zeit timestamp datetime data giorno",
    "month": "month monat mois mes months period periode maand mese miesiac",
    "year": "year jahr annee ano years jaar anno rok",
    "week": "week woche semaine semana wk settimana tydzien",
    "quarter": "quarter quartal trimestre qtr kwartaal kwartal",
    "created": (
        "created erstellt angelegt anlage cree creation creado creacion opened entered erdat added engage engaged "
        "eingang open createdate"
    ),
    "closed": "close closed closing abschluss cloture cierre fermeture geschlossen won gewonnen cerrado",
    "expected": "expected erwartet forecast geplant prevu previsto planned estimated anticipated voraussichtlich",
    "modified": "modified updated changed geaendert lastmodified modifie last activity activities aktivitaet",
    "shipped": (
        "ship shipped shipping shipment shipments versand liefer lieferung delivery delivered livraison expedition "
        "envio entrega fulfilled fulfillment dispatch dispatched wadat procured transport levering lever consegna "
        "spedizione dostawa dostawy"
    ),
    "due": (
        "due required faellig faelligkeit wunsch echeance vencimiento requested deadline requise wunschtermin "
        "vervaldatum scadenza termin"
    ),
    "paid": (
        "card cards method paid payment bezahlt zahlung paiement pago financial payable betaling pagamento platnosc"
    ),
    "birth": "birth birthday dob geburt geburtsdatum naissance nacimiento birthdate",
    "customer": (
        "organization organisation organisations kd tiers customer customers cust client clients kunde kunden cliente "
        "clientes account accounts buyer kunnr kaeufer debitor debitoren soldto soldtoparty acheteur comprador konto "
        "company firma member consumer shopper societe empresa kundin partner klant auftraggeber klanten klient "
        "klienta klienci kontrahent nabywca odbiorca"
    ),
    "product": (
        "product products produkt produkte item items artikel article articles produit produits producto productos "
        "articulo articulos sku matnr material stockcode good goods ware part teil asin lineitemname prodotto "
        "prodotti articolo articoli produto artigo artigos towar towaru produktu"
    ),
    "rep": (
        "comercial asesor conseiller rep reps agent seller salesperson salesrep salesman employee employees "
        "mitarbeiter verkaeufer vertreter vendeur commercial vendedor owner ownername salesteam salesagent pernr "
        "vrtnr sachbearbeiter adm bearbeiter empleado representant representante betreuer salesowner aussendienst "
        "executive verkoper vertegenwoordiger venditore agente handlowiec sprzedawca przedstawiciel"
    ),
    "merchandiser": "merchandiser merchandisers",
    "manager": "manager reportsto supervisor leiter chef vorgesetzter jefe boss teamleiter responsable teamlead",
    "name": (
        "intitule name names bezeichnung nom nombre title label libelle titre benennung titel full fullname "
        "denominacion naam nome nazwa"
    ),
    "first": "first vorname firstname prenom given",
    "last": "lastname nachname surname apellido apellidos familyname",
    "description": (
        "description beschreibung text desc arktx maktx designation memo descripcion artikeltext details omschrijving "
        "descrizione descricao opis"
    ),
    "email": "email emailaddress mail courriel correo emails",
    "phone": "phone telefon tel fax mobile telephone",
    "address": (
        "address street strasse adresse rue direccion city stadt ort ville ciudad zip plz postal postcode zipcode "
        "postleitzahl cp billto latitude longitude county area adres plaats indirizzo endereco miasto cidade citta"
    ),
    "state": "state bundesland province provinz provincia etat departement statecode estado provincie wojewodztwo",
    "country": (
        "country land pays pais countries laender headquarters headquarter office_location officelocation nation "
        "countrycode land1 paese kraj"
    ),
    "region": (
        "region regions gebiet territory territories regio zone area vertriebsgebiet verkaufsgebiet office regional "
        "bezirk vkorg vkbur standort filiale niederlassung geographic sector_geo secteur salesregion regione regiao "
        "regionu vestiging"
    ),
    "channel": (
        "channel channels kanal vertriebsweg canal vtweg vertriebskanal absatzkanal saleschannel route kanaal canale"
    ),
    "medium": "medium media source utm werbemittel medien adset platform",
    "campaign": "campaign kampagne campagne campana",
    "family": (
        "kategorien family category categories kategorie warengruppe produktgruppe artikelgruppe gruppe group sparte "
        "matkl spart categorie categoria familie famille familia series serie productline department class klasse "
        "division hauptgruppe collection rayon gamme brand range vertical groep productgroep gruppo grupa kategoria"
    ),
    "sub": "sub subcategory subfamily untergruppe sous",
    "type": "type typ art kind tipo auart",
    "status": (
        "status state_status zustand statut estado_status iswon outcome result ergebnis stato situacao situacion "
        "toestand"
    ),
    "stage": "stage dealstage phase stufe etape etapa stagename pipeline pipelinestage dealstagename step",
    "quantity": (
        "quantity qty menge anzahl quantite cantidad units pieces stueck stueckzahl stk pcs kwmeng fkimg quantitaet "
        "qte qta cant cnt count unidades absatz volume copies seats aantal hoeveelheid quantita quantidade qtd ilosc "
        "uds ud unid unids unidad unidade un ctd cdad cantid piezas pzas pza pezzi pz pza qtde stck anz mge szt"
    ),
    "price": "price preis prix precio preise prijs prezzo preco cena px prz",
    "dozen": (
        "doz dozen dozens dzn dz dutzend douzaine docena dozijn dozzina tuzin hundred hundert hundreds 100 "
        "per1000 perthousand pro1000 protausend je1000 jetausend"  # alone, a thousand is a unit of money
    ),
    "unit": "unit einzel stueckpreis unitaire unitario einheit each piece vk per einh stuk eenheid jednostkowa jedn",
    "list": (
        "list listen listenpreis catalogue catalog retail msrp rrp uvp suggested regular compareat brutto_liste "
        "standard base"
    ),
    "net": "net netto nett ht neto netwr subtotal excl exkl liquido",
    "gross": "gross brutto ttc bruto incl inkl lordo",
    "amount": (
        "amount betrag montant importe impte amt sum summe monto extended warenwert positionswert auftragswert "
        "rechnungsbetrag lineamount linetotal extendedprice dollar dollars eur euro usd spent gbp positionsbetrag acv "
        "tcv arr cuantia bedrag importo kwota rs inr chf sek nok dkk pln"
    ),
    "value": "value wert valeur valor vlr values waarde valore wartosc",
    "sales": (
        "sales sale umsatz umsaetze ventes vente ventas venta verkauf vertrieb verkaeufe erloes erloese ca "
        "nettoumsatz turnover vk_sales omzet verkopen verkoop vendite fatturato vendas venda sprzedaz"
    ),
    "revenue": (
        "revenue revenues einnahmen ertrag chiffre affaires ingresos ingreso facturacion bookings booking ricavi "
        "receita przychod przychody"
    ),
    "total": "total tot gesamt totals gesamtbetrag overall grand endbetrag totaal totale razem",
    "tax": "tax taxes mwst ust vat steuer tva iva impuesto gst mehrwertsteuer btw imposto podatek cgst sgst igst utgst",
    "freight": "freight fracht porto postage versandkosten shippingcost frais handling verzendkosten",
    "discount": (
        "discount discounts rabatt remise descuento nachlass applied rebate disc korting sconto desconto rabat dto "
        "dtos dcto dsc dscnt descto desct rab rabais ristourne sconti abattement bonificacion bonif rebaja "
        "preisnachlass upust"
    ),
    "percent": "percent percentage pct prozent proz satz porcentaje pourcentage pourcent perc procent percentuale",
    "cost": (
        "cost costs kosten cout costo coste cogs einkaufspreis ek einstand wareneinsatz selbstkosten wavwr kostprijs "
        "custo koszt"
    ),
    "profit": (
        "profit gewinn margin marge db deckungsbeitrag beneficio benefice margen rohertrag winst margine lucro marza "
        "zysk"
    ),
    "currency": "currency waehrung devise moneda waerk currencycode waers divisa wkz curr valuta munt moeda waluta",
    "target": (
        "target targets ziel ziele objectif objetivo goal goals soll plan planumsatz planwert sollumsatz quota budget "
        "budgets presupuesto doel obiettivo meta begroting"
    ),
    "quota": "quota quotas quote zielvorgabe",
    "spend": "spend spending ausgaben werbekosten adspend depenses gasto gastos werbeausgaben",
    "marketing": "marketing ads ad advertising werbung publicite anzeigen",
    "score": "score rating ratings bewertung note stars csat satisfaction zufriedenheit sterne puntuacion nps punkte",
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
    "rate": "rate",
    "cumulative": "ytd todate cumulative cumulated kumuliert cumul cumule acumulado cumulato cumulatief narastajaco",
    "segment": "segment",
}
"""Concept: the words that stand for it."""

SEVERAL: dict[str, str] = {
    "amount": "monthlyrecurring",
    "birth date": "birthdate geburtsdatum",
    "closed date": "closedate",
    "created date": "erdat createdate",
    "customer": "billto",
    "customer id": "kunnr",
    "customer name": "razonsocial raisonsociale partyname",
    "customer since": "kundeseit",
    "dozen price": "price1000 rate1000 preis1000 prix1000 precio1000 prezzo1000 prijs1000",
    "discount paid": "skonto cashdiscount escompte prontopago scontocassa dtop",
    "discount percent": "descpercent percentdesc rempercent scpercent percentsc",
    "end date": "enddate",
    "first name": "firstname vorname prenom",
    "flag": "isclosed iswon",
    "founded": "yearestablished",
    "gross": "inclvat incltax inklmwst",
    "industry region": "secteur",
    "invoice amount": "rechnungsbetrag",
    "invoice date": "fkdat",
    "last name": "lastname nachname surname",
    "line amount": "lineamount extprice extdprice extendedsales",
    "line id": "posnr linenumber",
    "line role": "position",
    "line total": "linetotal",
    "list price": "listenpreis",
    "manager rep": "responsable",
    "medium": "leadsource",
    "name role": "title",
    "net": "exclvat excltax exvat extax horstaxe horstaxes ohnemwst sinimpuestos",
    "net amount": "baseimponible imponibile netwr amountex taxablevalue taxableamount assessablevalue",
    "net sales": "nettoumsatz",
    "net total": "subtotal",
    "order date": "audat",
    "order id": "vbeln aubel bstnk orderid",
    "order line": "orderitem",
    "probability": "lifetimevalue",
    "product": "lineitem",
    "product description": "arktx maktx",
    "product id": "stockcode sku matnr asin artikelnummer artikelnr partnumber",
    "quantity": "numberof",
    "rep id": "vrtnr pernr",
    "rep name": "ownername",
    "sales": "chiffredaffaires chiffreaffaires",
    "shipped customer": "shipto",
    "shipped date": "wadat",
    "shipped freight": "shipping",
    "start date": "hiredate startdate",
    "state status": "estado",
    "sub family": "subcategory untergruppe subfamily",
    "total amount": "gesamtpreis gesamtbetrag totalprice",
    "transaction date": "bookingdate",
    "transaction id": "belegnummer",
    "unit cost": "einkaufspreis ek unitcost",
    "unit price": (
        "pu stueckpreis einzelpreis salesprice epreis ep punit punitario punitaire prixu preciou prunit preisje precoun"
    ),
    "unit transaction": "piece",
}
"""Several concepts together: words, also two written as one, that carry all of them or others than their parts do;
they come first.
"""

UNSPACED: dict[str, str] = {
    "order": "受注 注文", "invoice": "請求", "transaction": "伝票", "sales": "売上高 売上", "shipped": "出荷 納品 納期",
    "date": "年月日 日付 日", "month": "年月 月", "line": "明細", "id": "番号 コード", "name": "名称 名",
    "customer": "得意先 取引先 顧客 客先", "product": "商品 製品 品目", "product name": "品名", "product id": "品番",
    "rep": "営業担当者 営業担当 担当者 担当", "region": "地域 地区 エリア", "country": "国", "channel": "チャネル 販路",
    "family": "カテゴリー カテゴリ 分類", "quantity": "数量 個数", "unit price": "単価", "amount": "金額",
    "total": "合計", "net": "税抜き 税抜", "gross": "税込み 税込", "tax": "消費税 税額", "discount": "値引き 値引 割引",
    "cost": "原価", "profit": "粗利", "currency": "通貨", "status": "状態", "notes": "備考",
}  # fmt: skip
"""Headers of a script without blanks, Japanese so far: our words, and the parts of headers that stand for them."""
