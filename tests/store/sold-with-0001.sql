PRAGMA application_id = 1112496198; PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE house_option (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO house_option VALUES('currency','EUR');
INSERT INTO house_option VALUES('training','yes');
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
INSERT INTO till VALUES(1,'front',NULL,22,X'9340878fa04ac531647194ff1e5bb9a16fa9427e15f43b2d2874b001096e102e');
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
INSERT INTO journal VALUES(1,1,1795303624,NULL,NULL,NULL,'staff.added','{"id":1,"name":"Morgan","role":"manager"}',X'7448e21c6cca12fb4a55ccf2ad912230da16a37dfb1fa867bc099869bdbb4535',X'b30b56c3d9b0809cf16616cf9e58ddb74bde70a6ff83256c191fe3d0050ed268');
INSERT INTO journal VALUES(1,2,1767355200,1,NULL,NULL,'option.set','{"name":"currency","value":["USD","EUR"]}',X'b30b56c3d9b0809cf16616cf9e58ddb74bde70a6ff83256c191fe3d0050ed268',X'abad2a017257f1b2ebc55bbe3ee7a0ac5ffe2a0b7acac7b4ee3a2b4e918cf6dc');
INSERT INTO journal VALUES(1,3,1767355200,1,NULL,NULL,'season.added','{"from":"2026-01-01","id":1,"name":"Winter","to":"2026-12-31"}',X'abad2a017257f1b2ebc55bbe3ee7a0ac5ffe2a0b7acac7b4ee3a2b4e918cf6dc',X'b3b5217b570996ac353ef740c5d179269e5f678363b9c791ff04cb3747e5d5a5');
INSERT INTO journal VALUES(1,4,1767355200,1,NULL,NULL,'house.added','{"capacity":20,"id":1,"name":"Studio","zone":"UTC"}',X'b3b5217b570996ac353ef740c5d179269e5f678363b9c791ff04cb3747e5d5a5',X'5cb86c374675bb117eb6717f439baf5938c93a0e56b7e48862c2de830e37f463');
INSERT INTO journal VALUES(1,5,1767355200,1,NULL,NULL,'show.added','{"event_type":"theatre","house":1,"id":1,"listed":null,"season":1,"title":"Hamlet"}',X'5cb86c374675bb117eb6717f439baf5938c93a0e56b7e48862c2de830e37f463',X'7d406e97f5ce8fb72ef6e64f532ab0a82b6f86c634a8052e0006f10ee77dc7e9');
INSERT INTO journal VALUES(1,6,1767355200,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-05T20:00:00+00:00","capacity":20,"id":1,"show":1}',X'7d406e97f5ce8fb72ef6e64f532ab0a82b6f86c634a8052e0006f10ee77dc7e9',X'6a7c1535523c6318f654b7802f787e885a8d828965a310549ec645b4e7df7b4e');
INSERT INTO journal VALUES(1,7,1767355200,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-06T20:00:00+00:00","capacity":20,"id":2,"show":1}',X'6a7c1535523c6318f654b7802f787e885a8d828965a310549ec645b4e7df7b4e',X'ea2c85c476e7cf803ce0a433a04b5c8a3250410838ad07a070386c0fbd57f116');
INSERT INTO journal VALUES(1,8,1767355200,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":1,"includes":[],"name":"Adult","price":4000,"season":1,"subscription":false}',X'ea2c85c476e7cf803ce0a433a04b5c8a3250410838ad07a070386c0fbd57f116',X'ecefb2b97b8e191c836b540e7edaf5dc349e5c354a0fda9c30ae5a270b3c9578');
INSERT INTO journal VALUES(1,9,1767355200,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":2,"includes":[],"name":"Pair","price":2000,"season":1,"subscription":false}',X'ecefb2b97b8e191c836b540e7edaf5dc349e5c354a0fda9c30ae5a270b3c9578',X'067461db3f56002a02e63504a2c5fe231782ef7b57acb63aa27b18a041aa28fc');
INSERT INTO journal VALUES(1,10,1767355200,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"included","changeable":false,"display_order":0,"id":3,"includes":[],"name":"Seat","price":0,"season":1,"subscription":false}',X'067461db3f56002a02e63504a2c5fe231782ef7b57acb63aa27b18a041aa28fc',X'497e04594b98ec85d59b05c34d9b929395d2a2993f93d206c71f553e3ad36f12');
INSERT INTO journal VALUES(1,11,1767355200,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"bundle","changeable":false,"display_order":0,"id":4,"includes":[{"qty":3,"type":3}],"name":"Pass","price":10000,"season":1,"subscription":true}',X'497e04594b98ec85d59b05c34d9b929395d2a2993f93d206c71f553e3ad36f12',X'c58b63381061519a1cbbb8530af27e9bb9e62a28eef893ef17435522ed0d4e5e');
INSERT INTO journal VALUES(1,12,1767355200,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":2,"of":"Adult, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":3,"of":"Adult, Hamlet Tue 6 Jan 2026 20:00"}]}',X'c58b63381061519a1cbbb8530af27e9bb9e62a28eef893ef17435522ed0d4e5e',X'bd1c778ef957369b31da787fc29f3c34c73549deb597f84168286973dff22ee9');
INSERT INTO journal VALUES(1,13,1767355200,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,"BARD, Friend"],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"2"],"start":[null,"none"],"step":[null,"1"]},"id":4,"of":"Pair, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,"BARD, Friend"],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"2"],"start":[null,"none"],"step":[null,"1"]},"id":5,"of":"Pair, Hamlet Tue 6 Jan 2026 20:00"}]}',X'bd1c778ef957369b31da787fc29f3c34c73549deb597f84168286973dff22ee9',X'dd3ce95e8fe4020436a348440d3a78707cc078239095a827f4008e103f141b2b');
INSERT INTO journal VALUES(1,14,1767355200,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":6,"of":"Seat, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":7,"of":"Seat, Hamlet Tue 6 Jan 2026 20:00"}]}',X'dd3ce95e8fe4020436a348440d3a78707cc078239095a827f4008e103f141b2b',X'e68a9286e391d5d66bdbacc336ab2a3736b3f6242c5538079efb05785c9a0fc8');
INSERT INTO journal VALUES(1,15,1767355200,1,NULL,NULL,'patron.added','{"id":2}',X'e68a9286e391d5d66bdbacc336ab2a3736b3f6242c5538079efb05785c9a0fc8',X'ab8ca531948bbc80962ecc5c7104306631de40c2d1b7dc441f153bdf52b8305c');
INSERT INTO journal VALUES(1,16,1767355200,1,NULL,1,'order.sold','{"change":0,"lines":[{"amount":8000,"performance_id":1,"qty":2,"type":"Adult","type_id":1}],"tenders":[{"amount":8000,"kind":"cash"}],"total":8000}',X'ab8ca531948bbc80962ecc5c7104306631de40c2d1b7dc441f153bdf52b8305c',X'a88f9ac65112dd379b3a0fcc70f26697c6d58f47039c98c4594d4d0c6d5eaf5b');
INSERT INTO journal VALUES(1,17,1767355200,1,NULL,2,'order.sold','{"change":0,"lines":[{"amount":8000,"code":"bard","performance_id":1,"qty":4,"type":"Pair","type_id":2}],"tenders":[{"amount":8000,"kind":"cash"}],"total":8000}',X'a88f9ac65112dd379b3a0fcc70f26697c6d58f47039c98c4594d4d0c6d5eaf5b',X'7c66e7660b7dfe30f4c0db850a0f35fc4e131ce855320d06b83cabdbb835dbe2');
INSERT INTO journal VALUES(1,18,1767355200,1,NULL,3,'order.sold','{"change":0,"lines":[{"amount":10000,"performance_id":0,"qty":1,"type":"Pass","type_id":4}],"tenders":[{"amount":10000,"kind":"cash"}],"total":10000}',X'7c66e7660b7dfe30f4c0db850a0f35fc4e131ce855320d06b83cabdbb835dbe2',X'94cb5ba6f579b991c4f91780ce231cfc62243e93f616098efdca5a19ab5bcb12');
INSERT INTO journal VALUES(1,19,1767355200,1,NULL,2,'order.refunded','{"amount":2000,"kind":"cash","reason":"","vouchers":[3]}',X'94cb5ba6f579b991c4f91780ce231cfc62243e93f616098efdca5a19ab5bcb12',X'1fc3319343eed28d98a69dfe1e387a90574731c052aac4e53f3fe168c21ce028');
INSERT INTO journal VALUES(1,20,1767355200,1,NULL,4,'order.sold','{"change":0,"lines":[{"amount":4000,"code":" FRIEND ","performance_id":2,"qty":2,"type":"Pair","type_id":2}],"tenders":[{"amount":4000,"kind":"cash"}],"total":4000}',X'1fc3319343eed28d98a69dfe1e387a90574731c052aac4e53f3fe168c21ce028',X'32fbfecc894fdddbfe2ab85b319d7d8e2052f0854d7898b579f7052da8a541dd');
INSERT INTO journal VALUES(1,21,1767355200,1,NULL,NULL,'hold.added','{"id":1,"patron":1}',X'32fbfecc894fdddbfe2ab85b319d7d8e2052f0854d7898b579f7052da8a541dd',X'82d2cbfdc5e2d0172b830bf56989545c11cb08b7c868c33f51a31b76f0a64bb5');
INSERT INTO journal VALUES(1,22,1767355200,1,NULL,1,'order.exchanged','{"change":0,"lines":[{"amount":4000,"performance_id":2,"qty":1,"type":"Adult","type_id":1}],"tenders":[],"total":4000}',X'82d2cbfdc5e2d0172b830bf56989545c11cb08b7c868c33f51a31b76f0a64bb5',X'9340878fa04ac531647194ff1e5bb9a16fa9427e15f43b2d2874b001096e102e');
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
INSERT INTO house VALUES(1,'Studio','studio',20,'UTC');
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
INSERT INTO performance VALUES(1,1,1767643200,20,NULL,'on_sale',4,0,10000);
INSERT INTO performance VALUES(2,1,1767729600,20,NULL,'on_sale',3,3,8000);
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
INSERT INTO voucher_type VALUES(1,1,'Adult','adult','revenue','anyone',4000,'',0,0,0,3);
INSERT INTO voucher_type VALUES(2,1,'Pair','pair','revenue','anyone',2000,'',0,0,0,6);
INSERT INTO voucher_type VALUES(3,1,'Seat','seat','included','anyone',0,'',0,0,0,3);
INSERT INTO voucher_type VALUES(4,1,'Pass','pass','bundle','anyone',10000,'',0,1,0,1);
CREATE TABLE bundle_item (
	bundle_id INTEGER NOT NULL REFERENCES voucher_type (id) ON DELETE CASCADE,
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	qty INTEGER NOT NULL CHECK (qty > 0),
	PRIMARY KEY (bundle_id, type_id)
) STRICT, WITHOUT ROWID;
INSERT INTO bundle_item VALUES(4,3,3);
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
INSERT INTO redemption VALUES(1,4,NULL,'open',0,'time',1798761599,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(2,1,1,'open',0,'curtain',0,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(3,1,2,'open',0,'curtain',0,NULL,1,NULL,1,1,3);
INSERT INTO redemption VALUES(4,2,1,'open',0,'curtain',0,NULL,2,NULL,1,3,0);
INSERT INTO redemption VALUES(5,2,2,'open',0,'curtain',0,NULL,2,NULL,1,2,0);
INSERT INTO redemption VALUES(6,3,1,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(7,3,2,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
CREATE TABLE redemption_code (
	redemption_id INTEGER NOT NULL REFERENCES redemption (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	code TEXT NOT NULL,
	PRIMARY KEY (redemption_id, code_fold)
) STRICT, WITHOUT ROWID;
INSERT INTO redemption_code VALUES(4,'bard','BARD');
INSERT INTO redemption_code VALUES(4,'friend','Friend');
INSERT INTO redemption_code VALUES(5,'bard','BARD');
INSERT INTO redemption_code VALUES(5,'friend','Friend');
CREATE TABLE patron (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO patron VALUES(1,'Walk-up','walk-up','','','');
INSERT INTO patron VALUES(2,'Zoe Quinn','zoe quinn','','','');
CREATE TABLE patron_word (
	word TEXT NOT NULL,
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	PRIMARY KEY (word, patron_id)
) STRICT, WITHOUT ROWID;
INSERT INTO patron_word VALUES('quinn',2);
INSERT INTO patron_word VALUES('zoe',2);
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
INSERT INTO basket VALUES(1,'hold',1,1,1,0,'','',1767355200,1767356100,1);
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
INSERT INTO basket_line VALUES(1,1,3,1,2,1,3,4000,NULL,NULL,'');
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
INSERT INTO orders VALUES(1,1,1,1,1767355200,8000,8000,0,16);
INSERT INTO orders VALUES(2,1,1,1,1767355200,8000,6000,0,17);
INSERT INTO orders VALUES(3,2,1,1,1767355200,10000,10000,0,18);
INSERT INTO orders VALUES(4,1,1,1,1767355200,4000,4000,0,20);
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
) STRICT;
INSERT INTO order_line VALUES(1,1,1,1,2,2,4000,8000,NULL,1767355200);
INSERT INTO order_line VALUES(2,2,2,1,4,4,2000,8000,'bard',1767355200);
INSERT INTO order_line VALUES(3,3,4,NULL,1,1,10000,10000,NULL,1767355200);
INSERT INTO order_line VALUES(4,2,2,1,4,-1,2000,-2000,NULL,1767355200);
INSERT INTO order_line VALUES(5,4,2,2,5,2,2000,4000,' FRIEND ',1767355200);
INSERT INTO order_line VALUES(6,1,1,1,2,-1,4000,-4000,NULL,1767355200);
INSERT INTO order_line VALUES(7,1,1,2,3,1,4000,4000,NULL,1767355200);
CREATE TABLE tender (
	order_id INTEGER NOT NULL REFERENCES orders (id),
	n INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind = 'cash' OR kind = 'card' OR kind = 'check' OR kind = 'gift' OR kind = 'none'),
	amount INTEGER NOT NULL,
	reference TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;
INSERT INTO tender VALUES(1,1,'cash',8000,NULL,1767355200);
INSERT INTO tender VALUES(2,1,'cash',8000,NULL,1767355200);
INSERT INTO tender VALUES(2,2,'cash',-2000,NULL,1767355200);
INSERT INTO tender VALUES(3,1,'cash',10000,NULL,1767355200);
INSERT INTO tender VALUES(4,1,'cash',4000,NULL,1767355200);
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
INSERT INTO voucher VALUES(1,1,1,1,2,1,1,NULL,'void',NULL,4000);
INSERT INTO voucher VALUES(2,1,1,1,2,1,1,NULL,'reserved',NULL,4000);
INSERT INTO voucher VALUES(3,2,2,2,4,1,1,NULL,'refunded',NULL,2000);
INSERT INTO voucher VALUES(4,2,2,2,4,1,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(5,2,2,2,4,1,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(6,2,2,2,4,1,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(7,3,3,4,1,NULL,2,NULL,'open',NULL,10000);
INSERT INTO voucher VALUES(8,3,3,3,NULL,NULL,2,7,'open',NULL,0);
INSERT INTO voucher VALUES(9,3,3,3,NULL,NULL,2,7,'open',NULL,0);
INSERT INTO voucher VALUES(10,3,3,3,NULL,NULL,2,7,'open',NULL,0);
INSERT INTO voucher VALUES(11,4,5,2,5,2,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(12,4,5,2,5,2,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(13,1,7,1,3,2,1,NULL,'reserved',NULL,4000);
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY,
	voucher_id INTEGER NOT NULL REFERENCES voucher (id),
	issue INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL DEFAULT 'active' CHECK (state = 'active' OR state = 'void' OR state = 'spoiled'),
	ended_at INTEGER
) STRICT;
INSERT INTO ticket VALUES(1,1,1,'TA6NWAPNC44P9','void',1767355200);
INSERT INTO ticket VALUES(2,2,1,'T9EZBZY8E5JAT','active',NULL);
INSERT INTO ticket VALUES(3,3,1,'TZGFFZZ5342WS','void',1767355200);
INSERT INTO ticket VALUES(4,4,1,'TH3XYZ44M9TK9','active',NULL);
INSERT INTO ticket VALUES(5,5,1,'TKC8B7YA2VDV8','active',NULL);
INSERT INTO ticket VALUES(6,6,1,'TFA2T9PGNTV8A','active',NULL);
INSERT INTO ticket VALUES(7,11,1,'TP33NR4S3FK7C','active',NULL);
INSERT INTO ticket VALUES(8,12,1,'THJZPT9K38H6W','active',NULL);
INSERT INTO ticket VALUES(9,13,1,'TEKS5REVPXXCK','active',NULL);
CREATE TABLE ticket_template (
	id INTEGER PRIMARY KEY,
	body TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
INSERT INTO ticket_template VALUES(1,replace('# A ticket of 5.5 x 2 inches with a stub of 30 mm on the right.\n#\n# Millimetres from the upper left corner of the body or, behind the word "stub", of the stub; one\n# element a line.  "font serif-bold 18..7" is set as large as it fits.  What is marked "required" is\n# never cut: a ticket on which it does not fit is not printed.  Barcodes measure with their quiet\n# zones.  "boxoffice print template check FILE" says what is wrong with a changed copy.\n\nticket 139.7x50.8mm stub right 30mm\n\n# Who, what, where\ntext presenter         at 5,2.2    w 78   font serif 8..6\ntext show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required\ntext house             at 5,21.7   w 78   font sans 9..6\nqr ticket.code         at 83.6,1.6 module 0.75mm ec M\n\n# When: the largest, as it is what people read in the foyer\ntext performance.date  at 5,25.7   w 72   font sans-bold 20..10 required\ntext performance.time  at 78,25.7  w 26.4 font sans-bold 20..10 align right required\n\nline 5,34.7 104.4,34.7 width 0.3mm\n\ntext voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required\ntext price             at 78,35.4  w 26.4 font sans-bold 11..7 align right required\n\ntext seat              at 5,40.1   w 31   font sans 7.5..5\nlabel "Order"          at 37,40.1  w 8    font sans 7..6\ntext order             at 45,40.1  w 13   font sans-bold 7..5\nlabel "Ticket"         at 59,40.1  w 8.5  font sans 7..6\ntext sequence          at 67.5,40.1 w 13   font sans-bold 7..5\ntext patron            at 81,40.1  w 23.4 font sans 7..5 align right\n\ntext ticket.code       at 5,43.3   w 40   font mono-bold 9 required\ntext mark              at 46,43.3  w 58.4 font sans-bold 9..7 align right required\nlabel "No refunds or exchanges except as the law requires. Latecomers are seated at a suitable break." at 5,47.2 w 99.4 font sans 5.5..5\n\n# Where it came from, up the tear line\ntext printed_at        at 105.8,2  w 24   font narrow 5 turned align right\ntext staff             at 105.8,26.5 w 11 font narrow 5 turned align right\ntext till              at 105.8,38 w 11   font narrow 5 turned\n\n# What is torn off and counted\nstub text show.title        at 1.8,2.4   w 46   font serif-bold 9..6 turned\nstub text performance.date  at 5.8,22.4  w 26   font sans-bold 8..6  turned required\nstub text performance.time  at 5.8,2.4   w 19   font sans-bold 8..6  turned align right required\nstub text voucher_type      at 9.4,19.4  w 29   font sans 7..6       turned\nstub text price             at 9.4,2.4   w 16   font sans-bold 7..6  turned align right required\nstub label "Order"          at 12.6,40.4 w 8    font sans 6          turned\nstub text order             at 12.6,22.4 w 18   font sans-bold 6     turned\nstub text sequence          at 12.6,2.4  w 19   font sans 6          turned align right\nstub text ticket.code       at 15.4,2.4  w 46   font mono-bold 7     turned required\nstub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned\n','\n',char(10)),1795303624);
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
CREATE UNIQUE INDEX printer_name ON printer (name_fold) WHERE removed = 0;
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
COMMIT;
