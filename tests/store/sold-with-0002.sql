PRAGMA application_id = 1112496198; PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE house_option (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO house_option VALUES('currency','EUR');
INSERT INTO house_option VALUES('training','yes');
INSERT INTO house_option VALUES('zone','Europe/Berlin');
CREATE TABLE staff (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL CHECK (role IN ('clerk', 'door', 'reports', 'supervisor', 'manager', 'admin')),
	pin_hash TEXT,
	pin_failures INTEGER NOT NULL DEFAULT 0,
	rests_until INTEGER,
	disabled INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO staff VALUES(1,'Morgan','morgan','manager',NULL,0,NULL,0);
CREATE TABLE printer (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	transport TEXT NOT NULL CHECK (transport IN ('folder', 'cups')),
	target TEXT NOT NULL,
	media TEXT NOT NULL DEFAULT '',
	is_default INTEGER NOT NULL DEFAULT 0,
	disabled INTEGER NOT NULL DEFAULT 0,
	status TEXT NOT NULL DEFAULT '',
	status_at INTEGER,
	stopped INTEGER NOT NULL DEFAULT 0,
	removed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO printer VALUES(1,'Folder','folder','folder','tickets','',1,0,'',NULL,0,0);
CREATE TABLE till (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	printer_id INTEGER REFERENCES printer (id),
	journal_seq INTEGER NOT NULL DEFAULT 0,
	journal_hash BLOB NOT NULL
) STRICT;
INSERT INTO till VALUES(1,'front',NULL,20,X'23e7cb0ffecf451aa0e57beba65dc56e33be144063b3dc46a4dc48af4394002e');
CREATE TABLE journal (
	till_id INTEGER NOT NULL REFERENCES till (id),
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff (id),
	approver_id INTEGER REFERENCES staff (id),
	order_id INTEGER,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	previous BLOB NOT NULL,
	hash BLOB NOT NULL,
	PRIMARY KEY (till_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO journal VALUES(1,1,1767348000,NULL,NULL,NULL,'staff.added','{"id":1,"name":"Morgan","role":"manager"}',X'7448e21c6cca12fb4a55ccf2ad912230da16a37dfb1fa867bc099869bdbb4535',X'f65bb518e45f0261399d8fee69194c6569474a048416677a120949922066b17e');
INSERT INTO journal VALUES(1,2,1767348000,1,NULL,NULL,'option.set','{"name":"currency","value":["USD","EUR"]}',X'f65bb518e45f0261399d8fee69194c6569474a048416677a120949922066b17e',X'37a2e925d8a3f4ee93b13db84e6b290d77c6b5106d4af4af486e658a5af505e4');
INSERT INTO journal VALUES(1,3,1767348000,1,NULL,NULL,'option.set','{"name":"zone","value":["UTC","Europe/Berlin"]}',X'37a2e925d8a3f4ee93b13db84e6b290d77c6b5106d4af4af486e658a5af505e4',X'e08b330554611168ce28867faab426259e22a93a2a0c78a87a3e8b1eb87fb1cd');
INSERT INTO journal VALUES(1,4,1767344400,1,NULL,NULL,'season.added','{"from":"2026-01-01","id":1,"name":"Winter","to":"2026-12-31"}',X'e08b330554611168ce28867faab426259e22a93a2a0c78a87a3e8b1eb87fb1cd',X'689d723e79e137b1ee32b3cf210e70464034c2d0321c1ffc0a38e059e4e79e54');
INSERT INTO journal VALUES(1,5,1767344400,1,NULL,NULL,'house.added','{"capacity":100,"id":1,"name":"Main House","zone":"Europe/Berlin"}',X'689d723e79e137b1ee32b3cf210e70464034c2d0321c1ffc0a38e059e4e79e54',X'44ecc683503de3cbab7ac983298f196249c9aaad66ae9019e96a981dd970c2f5');
INSERT INTO journal VALUES(1,6,1767344400,1,NULL,NULL,'show.added','{"event_type":"theatre","house":1,"id":1,"listed":null,"season":1,"title":"Hamlet"}',X'44ecc683503de3cbab7ac983298f196249c9aaad66ae9019e96a981dd970c2f5',X'c15d9fcd86f2728a4e4b6a0611d78f22006a6cef3fe4a6773734d572e03a9953');
INSERT INTO journal VALUES(1,7,1767344400,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-05T20:00:00+01:00","capacity":100,"id":1,"show":1}',X'c15d9fcd86f2728a4e4b6a0611d78f22006a6cef3fe4a6773734d572e03a9953',X'78e65599c5b8d2e7f69d5b9a9b25ef98bf32a670d5f74071db35ecb3a1c16395');
INSERT INTO journal VALUES(1,8,1767344400,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-06T20:00:00+01:00","capacity":100,"id":2,"show":1}',X'78e65599c5b8d2e7f69d5b9a9b25ef98bf32a670d5f74071db35ecb3a1c16395',X'bf4bcf6dc84448b09106e6aeb52b096aa97b75df1b14d83dd0260a0aa5eeabfc');
INSERT INTO journal VALUES(1,9,1767344400,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":1,"includes":[],"name":"Adult General","price":4000,"season":1,"subscription":false}',X'bf4bcf6dc84448b09106e6aeb52b096aa97b75df1b14d83dd0260a0aa5eeabfc',X'e732a485f687600c56d69fb55e8468840c7336aecf67bf3e5c0660a0b6e56630');
INSERT INTO journal VALUES(1,10,1767344400,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":2,"includes":[],"name":"Friend","price":2500,"season":1,"subscription":false}',X'e732a485f687600c56d69fb55e8468840c7336aecf67bf3e5c0660a0b6e56630',X'1433f87719726c2e28b7bd646666ccdf7884d6a322e97c55c282bb6ff7c403df');
INSERT INTO journal VALUES(1,11,1767344400,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-3h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":1,"of":"Adult General, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-3h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":2,"of":"Adult General, Hamlet Tue 6 Jan 2026 20:00"}]}',X'1433f87719726c2e28b7bd646666ccdf7884d6a322e97c55c282bb6ff7c403df',X'279617d2b1a77e20069dce4a9aa7caf6cea17a690e12ca0a82da05dc81344624');
INSERT INTO journal VALUES(1,12,1767344400,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,"FRIEND"],"end":[null,"-3h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":3,"of":"Friend, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,"FRIEND"],"end":[null,"-3h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":4,"of":"Friend, Hamlet Tue 6 Jan 2026 20:00"}]}',X'279617d2b1a77e20069dce4a9aa7caf6cea17a690e12ca0a82da05dc81344624',X'1cf81644dcccfc9c807301d25ed0257edf2f0b79260dc71719d1984058d8d3fa');
INSERT INTO journal VALUES(1,13,1767344400,1,NULL,NULL,'patron.added','{"id":2}',X'1cf81644dcccfc9c807301d25ed0257edf2f0b79260dc71719d1984058d8d3fa',X'6204607fba2cabac54f1adc0967103afa5528c6c922920d2946bcc853bfb7702');
INSERT INTO journal VALUES(1,14,1767344400,1,NULL,NULL,'patron.added','{"id":3}',X'6204607fba2cabac54f1adc0967103afa5528c6c922920d2946bcc853bfb7702',X'762b47c1babad38f86a14c9013a6a6daae69f65e7647f44e1cbc5c9de618c60f');
INSERT INTO journal VALUES(1,15,1767344400,1,NULL,NULL,'patron.added','{"id":4}',X'762b47c1babad38f86a14c9013a6a6daae69f65e7647f44e1cbc5c9de618c60f',X'f3fa5c897098e099824a309e794778ed2a0244e49cb08bf7756a221dc7c41aa6');
INSERT INTO journal VALUES(1,16,1767344400,1,NULL,1,'order.sold','{"change":0,"lines":[{"amount":8000,"performance_id":1,"qty":2,"type":"Adult General","type_id":1}],"tenders":[{"amount":8000,"kind":"cash"}],"total":8000}',X'f3fa5c897098e099824a309e794778ed2a0244e49cb08bf7756a221dc7c41aa6',X'4181398268b0b5e66670934b9f616fec3eb138b83da70c278b3badad98d7a387');
INSERT INTO journal VALUES(1,17,1767344400,1,NULL,2,'order.sold','{"change":0,"lines":[{"amount":5000,"code":"friend","performance_id":1,"qty":2,"type":"Friend","type_id":2}],"tenders":[{"amount":5000,"kind":"cash"}],"total":5000}',X'4181398268b0b5e66670934b9f616fec3eb138b83da70c278b3badad98d7a387',X'e907e0262975b8b0585afc9d766f9fd346f1b14732d7b4d322290791fc6592c1');
INSERT INTO journal VALUES(1,18,1767344400,1,NULL,3,'order.sold','{"change":0,"lines":[{"amount":4000,"performance_id":2,"qty":1,"type":"Adult General","type_id":1}],"tenders":[{"amount":4000,"kind":"cash"}],"total":4000}',X'e907e0262975b8b0585afc9d766f9fd346f1b14732d7b4d322290791fc6592c1',X'63ba74a163c6a41a0482d099112a87d48cc735a2c7b75e618e7a97d5104a7110');
INSERT INTO journal VALUES(1,19,1767344400,1,NULL,1,'order.refunded','{"amount":4000,"kind":"cash","reason":"","vouchers":[1]}',X'63ba74a163c6a41a0482d099112a87d48cc735a2c7b75e618e7a97d5104a7110',X'b1b821d7a58e61b222920c3526de63273fcf9b6d0e2f77299a41494426024702');
INSERT INTO journal VALUES(1,20,1767346200,1,NULL,NULL,'hold.added','{"id":1,"patron":4}',X'b1b821d7a58e61b222920c3526de63273fcf9b6d0e2f77299a41494426024702',X'23e7cb0ffecf451aa0e57beba65dc56e33be144063b3dc46a4dc48af4394002e');
CREATE TABLE season (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	first TEXT NOT NULL,
	last TEXT NOT NULL CHECK (last >= first)
) STRICT;
INSERT INTO season VALUES(1,'Winter','winter','2026-01-01','2026-12-31');
CREATE TABLE house (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	capacity INTEGER NOT NULL CHECK (capacity > 0),
	zone TEXT NOT NULL
) STRICT;
INSERT INTO house VALUES(1,'Main House','main house',100,'Europe/Berlin');
CREATE TABLE show (
	id INTEGER PRIMARY KEY,
	season_id INTEGER NOT NULL REFERENCES season (id),
	house_id INTEGER NOT NULL REFERENCES house (id),
	title TEXT NOT NULL,
	title_fold TEXT NOT NULL,
	event_type TEXT NOT NULL,
	listed TEXT,
	UNIQUE (season_id, title_fold)
) STRICT;
INSERT INTO show VALUES(1,1,1,'Hamlet','hamlet','theatre',NULL);
CREATE TABLE performance (
	id INTEGER PRIMARY KEY,
	show_id INTEGER NOT NULL REFERENCES show (id),
	at INTEGER NOT NULL,
	capacity INTEGER NOT NULL CHECK (capacity > 0),
	advance INTEGER CHECK (advance >= 0),
	state TEXT NOT NULL DEFAULT 'on_sale' CHECK (state IN ('on_sale', 'cancelled')),
	sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
	held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
	revenue INTEGER NOT NULL DEFAULT 0,
	UNIQUE (show_id, at)
) STRICT;
INSERT INTO performance VALUES(1,1,1767639600,100,NULL,'on_sale',3,0,9000);
INSERT INTO performance VALUES(2,1,1767726000,100,NULL,'on_sale',1,3,4000);
CREATE TABLE voucher_type (
	id INTEGER PRIMARY KEY,
	season_id INTEGER NOT NULL REFERENCES season (id),
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	category TEXT NOT NULL CHECK (category IN ('revenue', 'comp', 'included', 'bundle', 'product')),
	availability TEXT NOT NULL CHECK (availability IN ('anyone', 'subscribers', 'boxoffice', 'external')),
	price INTEGER NOT NULL CHECK (price >= 0),
	account_code TEXT NOT NULL DEFAULT '',
	display_order INTEGER NOT NULL DEFAULT 0,
	subscription INTEGER NOT NULL DEFAULT 0,
	changeable INTEGER NOT NULL DEFAULT 0,
	issued INTEGER NOT NULL DEFAULT 0,
	UNIQUE (season_id, name_fold)
) STRICT;
INSERT INTO voucher_type VALUES(1,1,'Adult General','adult general','revenue','anyone',4000,'',0,0,0,3);
INSERT INTO voucher_type VALUES(2,1,'Friend','friend','revenue','anyone',2500,'',0,0,0,2);
CREATE TABLE bundle_item (
	bundle_id INTEGER NOT NULL REFERENCES voucher_type (id) ON DELETE CASCADE,
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	qty INTEGER NOT NULL CHECK (qty > 0),
	PRIMARY KEY (bundle_id, type_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE redemption (
	id INTEGER PRIMARY KEY,
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	performance_id INTEGER REFERENCES performance (id),
	start_anchor TEXT NOT NULL CHECK (start_anchor IN ('open', 'time', 'curtain')),
	start_value INTEGER NOT NULL DEFAULT 0,
	end_anchor TEXT NOT NULL CHECK (end_anchor IN ('open', 'time', 'curtain')),
	end_value INTEGER NOT NULL DEFAULT 0,
	cap INTEGER CHECK (cap >= 0),
	min INTEGER NOT NULL DEFAULT 1 CHECK (min >= 1),
	max INTEGER CHECK (max >= min),
	step INTEGER NOT NULL DEFAULT 1 CHECK (step >= 1),
	sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
	held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0)
) STRICT;
INSERT INTO redemption VALUES(1,1,1,'open',0,'curtain',-180,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(2,1,2,'open',0,'curtain',-180,NULL,1,NULL,1,1,3);
INSERT INTO redemption VALUES(3,2,1,'open',0,'curtain',-180,NULL,1,NULL,1,2,0);
INSERT INTO redemption VALUES(4,2,2,'open',0,'curtain',-180,NULL,1,NULL,1,0,0);
CREATE TABLE redemption_code (
	redemption_id INTEGER NOT NULL REFERENCES redemption (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	code TEXT NOT NULL, uses INTEGER CHECK (uses >= 0), used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
	PRIMARY KEY (redemption_id, code_fold)
) STRICT, WITHOUT ROWID;
INSERT INTO redemption_code VALUES(3,'friend','FRIEND',NULL,2);
INSERT INTO redemption_code VALUES(4,'friend','FRIEND',NULL,0);
CREATE TABLE patron (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO patron VALUES(1,'Walk-up','walk-up','','','');
INSERT INTO patron VALUES(2,'Zoë Ångström','zoe angstrom','zoe@example.org','zoe@example.org','+49 171 234-56');
INSERT INTO patron VALUES(3,'Bram de Vries','bram de vries','','','0031 (20) 123/45.67');
INSERT INTO patron VALUES(4,'Chris Long','chris long','chris@example.org','chris@example.org','');
CREATE TABLE patron_word (
	word TEXT NOT NULL,
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	PRIMARY KEY (word, patron_id)
) STRICT, WITHOUT ROWID;
INSERT INTO patron_word VALUES('angstrom',2);
INSERT INTO patron_word VALUES('bram',3);
INSERT INTO patron_word VALUES('chris',4);
INSERT INTO patron_word VALUES('chris@example.org',4);
INSERT INTO patron_word VALUES('de',3);
INSERT INTO patron_word VALUES('example.org',2);
INSERT INTO patron_word VALUES('example.org',4);
INSERT INTO patron_word VALUES('long',4);
INSERT INTO patron_word VALUES('vries',3);
INSERT INTO patron_word VALUES('zoe',2);
INSERT INTO patron_word VALUES('zoe@example.org',2);
CREATE TABLE basket (
	id INTEGER PRIMARY KEY,
	state TEXT NOT NULL CHECK (state = 'open' OR state = 'parked' OR state = 'hold'),
	till_id INTEGER NOT NULL REFERENCES till (id),
	staff_id INTEGER REFERENCES staff (id),
	patron_id INTEGER NOT NULL REFERENCES patron (id),
	self_service INTEGER NOT NULL DEFAULT 0,
	code TEXT NOT NULL DEFAULT '',
	label TEXT NOT NULL DEFAULT '',
	created INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	holding INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO basket VALUES(1,'hold',1,1,4,0,'','',1767346200,1767347100,1);
CREATE TABLE basket_line (
	id INTEGER PRIMARY KEY,
	basket_id INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	redemption_id INTEGER NOT NULL REFERENCES redemption (id),
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	performance_id INTEGER REFERENCES performance (id),
	takes_place INTEGER NOT NULL,
	qty INTEGER NOT NULL CHECK (qty > 0),
	price INTEGER NOT NULL,
	reason TEXT,
	approver_id INTEGER REFERENCES staff (id),
	authority TEXT NOT NULL DEFAULT '',
	UNIQUE (basket_id, redemption_id)
) STRICT;
INSERT INTO basket_line VALUES(1,1,2,1,2,1,3,4000,NULL,NULL,'');
CREATE TABLE basket_tender (
	id INTEGER PRIMARY KEY,
	basket_id INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL,
	reference TEXT,
	at INTEGER NOT NULL
) STRICT;
CREATE TABLE orders (
	id INTEGER PRIMARY KEY,
	patron_id INTEGER NOT NULL REFERENCES patron (id),
	till_id INTEGER NOT NULL REFERENCES till (id),
	staff_id INTEGER REFERENCES staff (id),
	at INTEGER NOT NULL,
	total INTEGER NOT NULL,
	net INTEGER NOT NULL,
	change_given INTEGER NOT NULL,
	journal_seq INTEGER NOT NULL
) STRICT;
INSERT INTO orders VALUES(1,2,1,1,1767344400,8000,4000,0,16);
INSERT INTO orders VALUES(2,2,1,1,1767344400,5000,5000,0,17);
INSERT INTO orders VALUES(3,1,1,1,1767344400,4000,4000,0,18);
CREATE TABLE order_line (
	id INTEGER PRIMARY KEY,
	order_id INTEGER NOT NULL REFERENCES orders (id),
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	performance_id INTEGER REFERENCES performance (id),
	redemption_id INTEGER,
	qty INTEGER NOT NULL,
	price INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	code TEXT,
	at INTEGER NOT NULL
, code_fold TEXT) STRICT;
INSERT INTO order_line VALUES(1,1,1,1,1,2,4000,8000,NULL,1767344400,NULL);
INSERT INTO order_line VALUES(2,2,2,1,3,2,2500,5000,'friend',1767344400,'friend');
INSERT INTO order_line VALUES(3,3,1,2,2,1,4000,4000,NULL,1767344400,NULL);
INSERT INTO order_line VALUES(4,1,1,1,1,-1,4000,-4000,NULL,1767344400,NULL);
CREATE TABLE tender (
	order_id INTEGER NOT NULL REFERENCES orders (id),
	n INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind = 'cash' OR kind = 'card' OR kind = 'check' OR kind = 'gift' OR kind = 'none'),
	amount INTEGER NOT NULL,
	reference TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;
INSERT INTO tender VALUES(1,1,'cash',8000,NULL,1767344400);
INSERT INTO tender VALUES(1,2,'cash',-4000,NULL,1767344400);
INSERT INTO tender VALUES(2,1,'cash',5000,NULL,1767344400);
INSERT INTO tender VALUES(3,1,'cash',4000,NULL,1767344400);
CREATE TABLE sale_override (
	id INTEGER PRIMARY KEY,
	order_id INTEGER NOT NULL REFERENCES orders (id),
	rule TEXT NOT NULL,
	limit_value INTEGER,
	actual INTEGER,
	subject TEXT NOT NULL,
	reason TEXT NOT NULL,
	staff_id INTEGER NOT NULL REFERENCES staff (id),
	approver_id INTEGER REFERENCES staff (id),
	at INTEGER NOT NULL
) STRICT;
CREATE TABLE voucher (
	id INTEGER PRIMARY KEY,
	order_id INTEGER NOT NULL REFERENCES orders (id),
	line_id INTEGER NOT NULL REFERENCES order_line (id),
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	redemption_id INTEGER,
	performance_id INTEGER REFERENCES performance (id),
	patron_id INTEGER NOT NULL REFERENCES patron (id),
	parent_id INTEGER REFERENCES voucher (id),
	state TEXT NOT NULL CHECK (state = 'reserved' OR state = 'open' OR state = 'checked_in' OR state = 'refunded' OR state = 'void'),
	seat TEXT,
	amount INTEGER NOT NULL
) STRICT;
INSERT INTO voucher VALUES(1,1,1,1,1,1,2,NULL,'refunded',NULL,4000);
INSERT INTO voucher VALUES(2,1,1,1,1,1,2,NULL,'reserved',NULL,4000);
INSERT INTO voucher VALUES(3,2,2,2,3,1,2,NULL,'reserved',NULL,2500);
INSERT INTO voucher VALUES(4,2,2,2,3,1,2,NULL,'reserved',NULL,2500);
INSERT INTO voucher VALUES(5,3,3,1,2,2,1,NULL,'reserved',NULL,4000);
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY,
	voucher_id INTEGER NOT NULL REFERENCES voucher (id),
	issue INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL DEFAULT 'active' CHECK (state = 'active' OR state = 'void' OR state = 'spoiled'),
	ended_at INTEGER
) STRICT;
INSERT INTO ticket VALUES(1,1,1,'TDJDAT4AET6R5','void',1767344400);
INSERT INTO ticket VALUES(2,2,1,'TR82H94DARGJ2','active',NULL);
INSERT INTO ticket VALUES(3,3,1,'TYC77VQ8ND8SA','active',NULL);
INSERT INTO ticket VALUES(4,4,1,'TDBG5HJ48PVJ8','active',NULL);
INSERT INTO ticket VALUES(5,5,1,'TVMFZWF7GTBYZ','active',NULL);
CREATE TABLE ticket_template (
	id INTEGER PRIMARY KEY,
	body TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
INSERT INTO ticket_template VALUES(1,replace('# A ticket of 5.5 x 2 inches with a stub of 30 mm on the right.\n#\n# Millimetres from the upper left corner of the body or, behind the word "stub", of the stub; one\n# element a line.  "font serif-bold 18..7" is set as large as it fits.  What is marked "required" is\n# never cut: a ticket on which it does not fit is not printed.  Barcodes measure with their quiet\n# zones.  "boxoffice print template check FILE" says what is wrong with a changed copy.\n\nticket 139.7x50.8mm stub right 30mm\n\n# Who, what, where\ntext presenter         at 5,2.2    w 78   font serif 8..6\ntext show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required\ntext house             at 5,21.7   w 78   font sans 9..6\nqr ticket.code         at 83.6,1.6 module 0.75mm ec M\n\n# When: the largest, as it is what people read in the foyer\ntext performance.date  at 5,25.7   w 72   font sans-bold 20..10 required\ntext performance.time  at 78,25.7  w 26.4 font sans-bold 20..10 align right required\n\nline 5,34.7 104.4,34.7 width 0.3mm\n\ntext voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required\ntext price             at 78,35.4  w 26.4 font sans-bold 11..7 align right required\n\ntext seat              at 5,40.1   w 31   font sans 7.5..5\nlabel "Order"          at 37,40.1  w 8    font sans 7..6\ntext order             at 45,40.1  w 13   font sans-bold 7..5\nlabel "Ticket"         at 59,40.1  w 8.5  font sans 7..6\ntext sequence          at 67.5,40.1 w 13   font sans-bold 7..5\ntext patron            at 81,40.1  w 23.4 font sans 7..5 align right\n\ntext ticket.code       at 5,43.3   w 40   font mono-bold 9 required\ntext mark              at 46,43.3  w 58.4 font sans-bold 9..7 align right required\nlabel "No refunds or exchanges except as the law requires. Latecomers are seated at a suitable break." at 5,47.2 w 99.4 font sans 5.5..5\n\n# Where it came from, up the tear line\ntext printed_at        at 105.8,2  w 24   font narrow 5 turned align right\ntext staff             at 105.8,26.5 w 11 font narrow 5 turned align right\ntext till              at 105.8,38 w 11   font narrow 5 turned\n\n# What is torn off and counted\nstub text show.title        at 1.8,2.4   w 46   font serif-bold 9..6 turned\nstub text performance.date  at 5.8,22.4  w 26   font sans-bold 8..6  turned required\nstub text performance.time  at 5.8,2.4   w 19   font sans-bold 8..6  turned align right required\nstub text voucher_type      at 9.4,19.4  w 29   font sans 7..6       turned\nstub text price             at 9.4,2.4   w 16   font sans-bold 7..6  turned align right required\nstub label "Order"          at 12.6,40.4 w 8    font sans 6          turned\nstub text order             at 12.6,22.4 w 18   font sans-bold 6     turned\nstub text sequence          at 12.6,2.4  w 19   font sans 6          turned align right\nstub text ticket.code       at 15.4,2.4  w 46   font mono-bold 7     turned required\nstub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned\n','\n',char(10)),1767348000);
CREATE TABLE print_job (
	id INTEGER PRIMARY KEY,
	printer_id INTEGER NOT NULL REFERENCES printer (id),
	ticket_id INTEGER NOT NULL REFERENCES ticket (id),
	order_id INTEGER NOT NULL REFERENCES orders (id),
	template_id INTEGER NOT NULL REFERENCES ticket_template (id),
	staff_id INTEGER REFERENCES staff (id),
	till_id INTEGER NOT NULL REFERENCES till (id),
	state TEXT NOT NULL DEFAULT 'queued'
		CHECK (state = 'queued' OR state = 'created' OR state = 'sent' OR state = 'printed'
			OR state = 'failed' OR state = 'unknown' OR state = 'spoiled' OR state = 'dropped'),
	attempt INTEGER NOT NULL DEFAULT 0,
	scheduler_job INTEGER,
	scheduler_uuid TEXT,
	message TEXT NOT NULL DEFAULT '',
	file TEXT,
	queued_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE redemption_batch (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff (id),
	state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone'))
) STRICT;
INSERT INTO redemption_batch VALUES(1,1767344400,1,'done');
INSERT INTO redemption_batch VALUES(2,1767344400,1,'done');
CREATE TABLE redemption_step (
	batch_id INTEGER NOT NULL REFERENCES redemption_batch (id) ON DELETE CASCADE,
	n INTEGER NOT NULL,
	redemption_id INTEGER NOT NULL,
	type_id INTEGER NOT NULL,
	performance_id INTEGER,
	before TEXT,
	after TEXT,
	PRIMARY KEY (batch_id, n)
) STRICT, WITHOUT ROWID;
INSERT INTO redemption_step VALUES(1,0,1,1,1,NULL,'{"cap":null,"codes":[],"end":["curtain",-180],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(1,1,2,1,2,NULL,'{"cap":null,"codes":[],"end":["curtain",-180],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(2,0,3,2,1,NULL,'{"cap":null,"codes":[["FRIEND",null]],"end":["curtain",-180],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(2,1,4,2,2,NULL,'{"cap":null,"codes":[["FRIEND",null]],"end":["curtain",-180],"max":null,"min":1,"start":["open",0],"step":1}');
CREATE UNIQUE INDEX printer_name ON printer (name_fold) WHERE removed = 0;
CREATE INDEX journal_order ON journal (order_id) WHERE order_id IS NOT NULL AND kind <> 'order.sold';
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE INDEX performance_at ON performance (at, id);
CREATE UNIQUE INDEX redemption_pair ON redemption (performance_id, type_id) WHERE performance_id IS NOT NULL;
CREATE UNIQUE INDEX redemption_bundle ON redemption (type_id) WHERE performance_id IS NULL;
CREATE INDEX redemption_type ON redemption (type_id);
CREATE INDEX patron_name ON patron (name_fold, id);
CREATE UNIQUE INDEX patron_email ON patron (email_fold) WHERE email_fold <> '';
CREATE UNIQUE INDEX basket_of_till ON basket (till_id) WHERE state = 'open';
CREATE INDEX basket_expires ON basket (expires) WHERE holding = 1;
CREATE INDEX basket_line_redemption ON basket_line (redemption_id);
CREATE INDEX basket_tender_basket ON basket_tender (basket_id);
CREATE INDEX orders_of_patron ON orders (patron_id, id) WHERE patron_id <> 1;
CREATE INDEX order_line_order ON order_line (order_id);
CREATE INDEX sale_override_order ON sale_override (order_id);
CREATE INDEX voucher_order ON voucher (order_id);
CREATE INDEX voucher_performance ON voucher (performance_id, id);
CREATE INDEX voucher_patron ON voucher (patron_id, id) WHERE patron_id <> 1;
CREATE UNIQUE INDEX ticket_active ON ticket (voucher_id) WHERE state = 'active';
CREATE UNIQUE INDEX ticket_ended ON ticket (voucher_id, issue) WHERE state <> 'active';
CREATE INDEX print_job_open ON print_job (printer_id, state, id)
	WHERE state <> 'printed' AND state <> 'spoiled' AND state <> 'dropped';
CREATE INDEX print_job_order ON print_job (order_id);
CREATE INDEX order_line_code ON order_line (code_fold, redemption_id) WHERE code_fold IS NOT NULL;
CREATE INDEX voucher_parent ON voucher (parent_id) WHERE parent_id IS NOT NULL;
COMMIT;
