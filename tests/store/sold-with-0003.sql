PRAGMA application_id = 1112496198; PRAGMA user_version = 3;
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
INSERT INTO staff VALUES(2,'Casey','casey','clerk',NULL,0,NULL,0);
INSERT INTO staff VALUES(3,'Sue','sue','supervisor',NULL,3,NULL,0);
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
INSERT INTO printer VALUES(1,'Folder','folder','folder','tickets','',1,0,'ready',1796062359,0,0);
CREATE TABLE till (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	printer_id INTEGER REFERENCES printer (id),
	journal_seq INTEGER NOT NULL DEFAULT 0,
	journal_hash BLOB NOT NULL
) STRICT;
INSERT INTO till VALUES(1,'front',NULL,57,X'fb1c8396cdc7464f7bf1c6c351f46785c4e97d7f1542334fab28b26ab559d5e3');
INSERT INTO till VALUES(2,'side',NULL,8,X'03652c834674f46bf1d41a9d05bfc68b3c765e9b46d147b48be55eb751413949');
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
INSERT INTO journal VALUES(1,1,1767344400,NULL,NULL,NULL,'staff.added','{"id":1,"name":"Morgan","role":"manager"}',X'7448e21c6cca12fb4a55ccf2ad912230da16a37dfb1fa867bc099869bdbb4535',X'0445ea8dca3d788731940ed7de879aef0da0e28807f9150f8f79f6437b861105');
INSERT INTO journal VALUES(1,2,1767344400,1,NULL,NULL,'staff.added','{"id":2,"name":"Casey","role":"clerk"}',X'0445ea8dca3d788731940ed7de879aef0da0e28807f9150f8f79f6437b861105',X'ccf2f456df120632867e53f2d6d65b54590dce264b41bf0aba2fe56462b41465');
INSERT INTO journal VALUES(1,3,1767344400,1,NULL,NULL,'staff.added','{"id":3,"name":"Sue","role":"supervisor"}',X'ccf2f456df120632867e53f2d6d65b54590dce264b41bf0aba2fe56462b41465',X'26af1b5b3051cefb4d6833882a3185a7d04d9046edfcdb030107d8b0335f7d69');
INSERT INTO journal VALUES(1,4,1767344400,1,NULL,NULL,'option.set','{"name":"currency","value":["USD","EUR"]}',X'26af1b5b3051cefb4d6833882a3185a7d04d9046edfcdb030107d8b0335f7d69',X'6cefba847a29bb52bf0ad0e0021ff6539d3fb3efecc7a056dd8e3d0945e8511e');
INSERT INTO journal VALUES(1,5,1767344400,1,NULL,NULL,'option.set','{"name":"zone","value":["UTC","Europe/Berlin"]}',X'6cefba847a29bb52bf0ad0e0021ff6539d3fb3efecc7a056dd8e3d0945e8511e',X'28ea8137e2a9db0dd48aff640d579da06662157b6f126c667ff7bdcda639d6be');
INSERT INTO journal VALUES(1,6,1767340800,1,NULL,NULL,'season.added','{"from":"2026-01-01","id":1,"name":"Winter","to":"2026-12-31"}',X'28ea8137e2a9db0dd48aff640d579da06662157b6f126c667ff7bdcda639d6be',X'7c4bdd14e70af9a7d459ac05e650de5fad1edbb34434b2a10097e4012123a12e');
INSERT INTO journal VALUES(1,7,1767340800,1,NULL,NULL,'house.added','{"capacity":100,"id":1,"name":"Main House","zone":"Europe/Berlin"}',X'7c4bdd14e70af9a7d459ac05e650de5fad1edbb34434b2a10097e4012123a12e',X'8028e293c6882d2cfe63e7b29f445e6d09b1797330363499b2c368602c6d3d9e');
INSERT INTO journal VALUES(1,8,1767340800,1,NULL,NULL,'house.added','{"capacity":12,"id":2,"name":"Studio","zone":"America/New_York"}',X'8028e293c6882d2cfe63e7b29f445e6d09b1797330363499b2c368602c6d3d9e',X'aa99ebe35a6a8cbb6b7c96b157b1a7e6ccfc61057023ecb950cee2d1720b506a');
INSERT INTO journal VALUES(1,9,1767340800,1,NULL,NULL,'show.added','{"event_type":"theatre","house":1,"id":1,"listed":null,"season":1,"title":"Hamlet"}',X'aa99ebe35a6a8cbb6b7c96b157b1a7e6ccfc61057023ecb950cee2d1720b506a',X'c9eb58c82069e5f7cc961ee3973f673dd07159548ce2c92a142bde629e4e8a0c');
INSERT INTO journal VALUES(1,10,1767340800,1,NULL,NULL,'show.added','{"event_type":"theatre","house":2,"id":2,"listed":null,"season":1,"title":"Lear"}',X'c9eb58c82069e5f7cc961ee3973f673dd07159548ce2c92a142bde629e4e8a0c',X'375e65e73fc265a7c746436cfd9c674dc418fde8978f0903131d3b318e723a09');
INSERT INTO journal VALUES(1,11,1767340800,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-05T20:00:00+01:00","capacity":100,"id":1,"show":1}',X'375e65e73fc265a7c746436cfd9c674dc418fde8978f0903131d3b318e723a09',X'728d0f94a8af34be05e5e07eece3da447dddefbc9824f2854149d84213d6889b');
INSERT INTO journal VALUES(1,12,1767340800,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-06T20:00:00+01:00","capacity":100,"id":2,"show":1}',X'728d0f94a8af34be05e5e07eece3da447dddefbc9824f2854149d84213d6889b',X'a3abfdbc23f7ae96b12df72cb280477e8c8060173810bd73d2e5cb9452342ad7');
INSERT INTO journal VALUES(1,13,1767340800,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-07T20:00:00+01:00","capacity":100,"id":3,"show":1}',X'a3abfdbc23f7ae96b12df72cb280477e8c8060173810bd73d2e5cb9452342ad7',X'91e8e87c6c6c6c8703acd22a2a3a925c8292198eeace8d7216bae4aa1da8b54f');
INSERT INTO journal VALUES(1,14,1767340800,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-06T19:30:00-05:00","capacity":12,"id":4,"show":2}',X'91e8e87c6c6c6c8703acd22a2a3a925c8292198eeace8d7216bae4aa1da8b54f',X'9b1e2af1f9686477d8e400bc322b04cec6cfc99c3a8e4680efb55f9c6884c2a9');
INSERT INTO journal VALUES(1,15,1767340800,1,NULL,NULL,'performance.added','{"advance":null,"at":"2026-01-08T19:30:00-05:00","capacity":12,"id":5,"show":2}',X'9b1e2af1f9686477d8e400bc322b04cec6cfc99c3a8e4680efb55f9c6884c2a9',X'e0f8a30b6a70a04c31ec36d91d0ab54afb22d7dfa290e88ba6c9247e7b912637');
INSERT INTO journal VALUES(1,16,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"4000","availability":"anyone","category":"revenue","changeable":true,"display_order":0,"id":1,"includes":[],"name":"Adult","price":4000,"season":1,"subscription":false}',X'e0f8a30b6a70a04c31ec36d91d0ab54afb22d7dfa290e88ba6c9247e7b912637',X'6fe910fd367484b10370939f5b322a7acc03e7ec53216343f002d50ab01512d0');
INSERT INTO journal VALUES(1,17,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":2,"includes":[],"name":"Friend","price":2000,"season":1,"subscription":false}',X'6fe910fd367484b10370939f5b322a7acc03e7ec53216343f002d50ab01512d0',X'd36949eeb68d6a77bcfa5c3c62d59d3daa8e81c8135f3ad7e66b3052bb3fe259');
INSERT INTO journal VALUES(1,18,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"revenue","changeable":false,"display_order":0,"id":3,"includes":[],"name":"Group","price":3000,"season":1,"subscription":false}',X'd36949eeb68d6a77bcfa5c3c62d59d3daa8e81c8135f3ad7e66b3052bb3fe259',X'c25343ed63943409c42d61f72a8df0f27ba6270edc93546cce5cff341d10147d');
INSERT INTO journal VALUES(1,19,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"boxoffice","category":"comp","changeable":false,"display_order":0,"id":4,"includes":[],"name":"Comp","price":0,"season":1,"subscription":false}',X'c25343ed63943409c42d61f72a8df0f27ba6270edc93546cce5cff341d10147d',X'830ae17e6bcf3cf82e0308ef957d962ada1cfa8e6de98a05e0ebbe5099e7eab2');
INSERT INTO journal VALUES(1,20,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"product","changeable":false,"display_order":0,"id":5,"includes":[],"name":"Programme","price":500,"season":1,"subscription":false}',X'830ae17e6bcf3cf82e0308ef957d962ada1cfa8e6de98a05e0ebbe5099e7eab2',X'b2d3ad0aa167b43288b8e28d4f9e05222f0735f7db2f626f4ea55d2e1c324ef3');
INSERT INTO journal VALUES(1,21,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"subscribers","category":"included","changeable":true,"display_order":0,"id":6,"includes":[],"name":"Pass Hamlet","price":0,"season":1,"subscription":false}',X'b2d3ad0aa167b43288b8e28d4f9e05222f0735f7db2f626f4ea55d2e1c324ef3',X'1c285d7048cec7ca62872441bc5207bc27c24c09c73859bf2bbc6df5e5e77e5d');
INSERT INTO journal VALUES(1,22,1767340800,1,NULL,NULL,'voucher_type.added','{"account":"","availability":"anyone","category":"bundle","changeable":false,"display_order":0,"id":7,"includes":[{"qty":3,"type":6}],"name":"Pass","price":10000,"season":1,"subscription":true}',X'1c285d7048cec7ca62872441bc5207bc27c24c09c73859bf2bbc6df5e5e77e5d',X'e9ed4d738fc32d66ce728c68a3395f064a47321f003399f2236505792b8e6914');
INSERT INTO journal VALUES(1,23,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":2,"of":"Adult, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":3,"of":"Adult, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":4,"of":"Adult, Hamlet Wed 7 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":5,"of":"Adult, Lear Tue 6 Jan 2026 19:30"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":6,"of":"Adult, Lear Thu 8 Jan 2026 19:30"}]}',X'e9ed4d738fc32d66ce728c68a3395f064a47321f003399f2236505792b8e6914',X'c541bc6c5f74754b77b8cdb09ef211c099c102fcfd5f3e28dac9dc7df4877dab');
INSERT INTO journal VALUES(1,24,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,"BARD:6, WILL"],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":7,"of":"Friend, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,"BARD:6, WILL"],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":8,"of":"Friend, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,"BARD:6, WILL"],"end":[null,"-1h"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":9,"of":"Friend, Hamlet Wed 7 Jan 2026 20:00"}]}',X'c541bc6c5f74754b77b8cdb09ef211c099c102fcfd5f3e28dac9dc7df4877dab',X'8c497e9a61535f762ee224ab79eede86769ee6b092fea39f01b9f6514745af7d');
INSERT INTO journal VALUES(1,25,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"4"],"start":[null,"none"],"step":[null,"1"]},"id":10,"of":"Group, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"4"],"start":[null,"none"],"step":[null,"1"]},"id":11,"of":"Group, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"4"],"start":[null,"none"],"step":[null,"1"]},"id":12,"of":"Group, Hamlet Wed 7 Jan 2026 20:00"}]}',X'8c497e9a61535f762ee224ab79eede86769ee6b092fea39f01b9f6514745af7d',X'f44c56e379715907dbfae930ba61e32676c61b80dcbd43361fb16104831e69e7');
INSERT INTO journal VALUES(1,26,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":13,"of":"Comp, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":14,"of":"Comp, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":15,"of":"Comp, Hamlet Wed 7 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":16,"of":"Comp, Lear Tue 6 Jan 2026 19:30"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":17,"of":"Comp, Lear Thu 8 Jan 2026 19:30"}]}',X'f44c56e379715907dbfae930ba61e32676c61b80dcbd43361fb16104831e69e7',X'41c8ef7b7fb2109295133f289bb6cc55729190c5d8f801f8cbd3ff0e925a051a');
INSERT INTO journal VALUES(1,27,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":18,"of":"Programme, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":19,"of":"Programme, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":20,"of":"Programme, Hamlet Wed 7 Jan 2026 20:00"}]}',X'41c8ef7b7fb2109295133f289bb6cc55729190c5d8f801f8cbd3ff0e925a051a',X'0caf2717f088a57a1a35fec8cf72f93771bec20a3ad9e9289df3e8c6188499cb');
INSERT INTO journal VALUES(1,28,1767340800,1,NULL,NULL,'redemption.applied','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":21,"of":"Pass Hamlet, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":22,"of":"Pass Hamlet, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":23,"of":"Pass Hamlet, Hamlet Wed 7 Jan 2026 20:00"}]}',X'0caf2717f088a57a1a35fec8cf72f93771bec20a3ad9e9289df3e8c6188499cb',X'1cf2d8262df38c6dc7e83feb2d9347ffddb89524b38cbe438e732324196de0bc');
INSERT INTO journal VALUES(1,29,1767340800,1,NULL,NULL,'redemption.undone','{"changes":[{"fields":{},"id":21,"of":"Pass Hamlet, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{},"id":22,"of":"Pass Hamlet, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{},"id":23,"of":"Pass Hamlet, Hamlet Wed 7 Jan 2026 20:00"}]}',X'1cf2d8262df38c6dc7e83feb2d9347ffddb89524b38cbe438e732324196de0bc',X'76e1d4115893f7da35d580204ca9abb92cd81ea43f64b5f6e9c58a8a29af2063');
INSERT INTO journal VALUES(1,30,1767340800,1,NULL,NULL,'redemption.done_again','{"changes":[{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":21,"of":"Pass Hamlet, Hamlet Mon 5 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":22,"of":"Pass Hamlet, Hamlet Tue 6 Jan 2026 20:00"},{"fields":{"cap":[null,"none"],"codes":[null,""],"end":[null,"+0m"],"max":[null,"none"],"min":[null,"1"],"start":[null,"none"],"step":[null,"1"]},"id":23,"of":"Pass Hamlet, Hamlet Wed 7 Jan 2026 20:00"}]}',X'76e1d4115893f7da35d580204ca9abb92cd81ea43f64b5f6e9c58a8a29af2063',X'0d30b582caf8ef04bf011efbf8820e19fdf26890a9760f0227276fc34c81390e');
INSERT INTO journal VALUES(1,31,1767340800,1,NULL,NULL,'patron.added','{"id":2}',X'0d30b582caf8ef04bf011efbf8820e19fdf26890a9760f0227276fc34c81390e',X'81e6e15423abcb720ec1b21d280e4a0f83e427bc44b6ac1267fa31b8fdefb569');
INSERT INTO journal VALUES(1,32,1767340800,1,NULL,NULL,'patron.added','{"id":3}',X'81e6e15423abcb720ec1b21d280e4a0f83e427bc44b6ac1267fa31b8fdefb569',X'f6c8895be75dc727a4c08c47f8ece3773e3f106b55c174cd2d4f83744a05dd6f');
INSERT INTO journal VALUES(1,33,1767340800,1,NULL,NULL,'patron.added','{"id":4}',X'f6c8895be75dc727a4c08c47f8ece3773e3f106b55c174cd2d4f83744a05dd6f',X'16bb144d128916afcd3fdb398fb011005d38c1ac2d736e0c6567bf22e5485314');
INSERT INTO journal VALUES(1,34,1767340800,1,NULL,NULL,'audience.added','{"id":1}',X'16bb144d128916afcd3fdb398fb011005d38c1ac2d736e0c6567bf22e5485314',X'4874ee4e39db2f1d329ed798307525eb1e3d7b2dcaae387fad2c2946fc4f030c');
INSERT INTO journal VALUES(1,35,1767340800,1,NULL,NULL,'member.added','{"audience":1,"id":1}',X'4874ee4e39db2f1d329ed798307525eb1e3d7b2dcaae387fad2c2946fc4f030c',X'fd51566425099f2ae2ecd46a8a126603c64ffe87a5a7e9a5ce7b441650b65117');
INSERT INTO journal VALUES(1,36,1767340800,1,NULL,NULL,'member.added','{"audience":1,"id":2}',X'fd51566425099f2ae2ecd46a8a126603c64ffe87a5a7e9a5ce7b441650b65117',X'e42b1457cbd728c571495e5c4f7af77c95230c20f88d1c3f717bed8423022035');
INSERT INTO journal VALUES(1,37,1767340800,1,NULL,NULL,'audience.added','{"id":2,"performances":[1]}',X'e42b1457cbd728c571495e5c4f7af77c95230c20f88d1c3f717bed8423022035',X'7394b5056b831afb8196f7bee33aebf7a8cf9c1acff36ce429cfd6ca7ce6f68f');
INSERT INTO journal VALUES(1,38,1767340800,1,NULL,NULL,'campaign.added','{"audience":1,"by":"code ticket email","channel":"any","effect":["percent",5000],"ends":null,"id":1,"joins":false,"max-money":null,"max-uses":null,"min-tickets":1,"name":"Half","print-code":false,"public-name":"","scope":"show","starts":null,"targets":[]}',X'7394b5056b831afb8196f7bee33aebf7a8cf9c1acff36ce429cfd6ca7ce6f68f',X'ee22acfe947bde35280261250d4b71ee505a2fe18c8f65e3f81d19b75dc799fc');
INSERT INTO journal VALUES(1,39,1767340800,1,NULL,NULL,'campaign.started','{"id":1,"was":"draft"}',X'ee22acfe947bde35280261250d4b71ee505a2fe18c8f65e3f81d19b75dc799fc',X'cd51a7203a0472a90923469e005161fb2f9436fffd0c725600b69bebcd8f3585');
INSERT INTO journal VALUES(1,40,1767340800,1,NULL,NULL,'campaign.added','{"audience":null,"by":"code ticket email","channel":"any","effect":["amount",500],"ends":null,"id":2,"joins":false,"max-money":3000,"max-uses":null,"min-tickets":2,"name":"Early","print-code":false,"public-name":"","scope":"performance","starts":null,"targets":[{"show":2}]}',X'cd51a7203a0472a90923469e005161fb2f9436fffd0c725600b69bebcd8f3585',X'0cd4c640a0ce34e203ff2f2e521620aba181ea48150dba5619cabc5d2803003b');
INSERT INTO journal VALUES(1,41,1767340800,1,NULL,NULL,'campaign.started','{"id":2,"was":"draft"}',X'0cd4c640a0ce34e203ff2f2e521620aba181ea48150dba5619cabc5d2803003b',X'b3fba32a3148820acba8822450367cde8e6d3ab5214b8703d477dea0e3794ddf');
INSERT INTO journal VALUES(1,42,1767340800,1,NULL,NULL,'campaign.added','{"audience":2,"by":"ticket","channel":"any","effect":["percent",1000],"ends":null,"id":3,"joins":false,"max-money":null,"max-uses":null,"min-tickets":1,"name":"Again","print-code":false,"public-name":"","scope":"performance","starts":null,"targets":[{"show":2}]}',X'b3fba32a3148820acba8822450367cde8e6d3ab5214b8703d477dea0e3794ddf',X'11183c4da0eb7e80474eb56b22edfb1c8819dccdc24296d8c04b269b2e142269');
INSERT INTO journal VALUES(1,43,1767344400,1,NULL,4,'order.sold','{"change":0,"lines":[{"amount":0,"performance_id":1,"qty":2,"type":"Comp","type_id":4}],"tenders":[{"amount":0,"kind":"none"}],"total":0}',X'11183c4da0eb7e80474eb56b22edfb1c8819dccdc24296d8c04b269b2e142269',X'fefb824105af6aebd70b20aab87c0a6d3b5b68ba89e8cf730c5175230aa53efd');
INSERT INTO journal VALUES(1,44,1767348000,1,NULL,2,'order.refunded','{"amount":2000,"kind":"cash","reason":"ill","vouchers":[3]}',X'fefb824105af6aebd70b20aab87c0a6d3b5b68ba89e8cf730c5175230aa53efd',X'c8bfce54442a4217bbfc56d1ef989f14f018b4c7704f28f4ea55c7148543ca86');
INSERT INTO journal VALUES(1,45,1767348000,1,NULL,3,'order.refunded','{"amount":3000,"kind":"card","reason":"one fewer","vouchers":[7]}',X'c8bfce54442a4217bbfc56d1ef989f14f018b4c7704f28f4ea55c7148543ca86',X'3ae742a21e644fd8b38540bd6a0a83a35ad1c8ae59db0b4707a6ec98d12fcd46');
INSERT INTO journal VALUES(1,46,1767348000,1,NULL,6,'voucher.reserved','{"judged":{"change":0,"lines":[{"amount":0,"performance_id":2,"qty":1,"reserved":true,"type":"Pass Hamlet","type_id":6}],"tenders":[],"total":0},"performance":2,"reason":"","vouchers":[18]}',X'3ae742a21e644fd8b38540bd6a0a83a35ad1c8ae59db0b4707a6ec98d12fcd46',X'1e9ef022632184dfd96105aa120006103d0d79e7bae705cd9a2b1712deba6103');
INSERT INTO journal VALUES(1,47,1767348000,1,NULL,2,'order.exchanged','{"change":0,"lines":[{"amount":4000,"performance_id":2,"qty":1,"type":"Adult","type_id":1}],"tenders":[{"amount":2000,"kind":"cash"}],"total":4000}',X'1e9ef022632184dfd96105aa120006103d0d79e7bae705cd9a2b1712deba6103',X'b136df8a4990207cc65577ae795c19890b86069e9882fb4caecadd7f535c22ed');
INSERT INTO journal VALUES(1,48,1767348000,1,NULL,8,'order.sold','{"change":0,"lines":[{"amount":8000,"performance_id":3,"qty":2,"type":"Adult","type_id":1}],"tenders":[{"amount":8000,"kind":"cash"}],"total":8000}',X'b136df8a4990207cc65577ae795c19890b86069e9882fb4caecadd7f535c22ed',X'f7b38d4c4b6fb998e7ce3ace32bb53a43caff6421eaec96c2af3865e4b3fc259');
INSERT INTO journal VALUES(1,49,1767348000,1,NULL,8,'voucher.changed','{"judged":{"change":0,"lines":[{"amount":0,"performance_id":5,"qty":1,"reserved":true,"type":"Adult","type_id":1}],"tenders":[],"total":0},"performance":5,"reason":"","vouchers":[25]}',X'f7b38d4c4b6fb998e7ce3ace32bb53a43caff6421eaec96c2af3865e4b3fc259',X'bee23ab75212176e656c2626b895b3f3abdf5cc5907e3d521108c00223295913');
INSERT INTO journal VALUES(1,50,1767348000,1,NULL,9,'order.issued','{"judged":{"change":0,"lines":[],"tenders":[],"total":0},"lines":[{"performance_id":0,"qty":2,"type_id":4}],"patron":3}',X'bee23ab75212176e656c2626b895b3f3abdf5cc5907e3d521108c00223295913',X'530cc0684f35e10daa310923fbf1b9c45b2aacc97556ca81987b4d0f06ad6aaf');
INSERT INTO journal VALUES(1,51,1767348000,1,NULL,1,'order.reprinted','{"reason":"coffee","vouchers":[1]}',X'530cc0684f35e10daa310923fbf1b9c45b2aacc97556ca81987b4d0f06ad6aaf',X'215dc25ee3dcfd92269d22f11c6c99a7eda16048ce8a6eff7e364e5aabf80f37');
INSERT INTO journal VALUES(1,52,1767348000,1,NULL,1,'voucher.released','{"vouchers":[1]}',X'215dc25ee3dcfd92269d22f11c6c99a7eda16048ce8a6eff7e364e5aabf80f37',X'0f468b36bca7732a381910584b17a2397611baea34c707193896d37eb9b094e4');
INSERT INTO journal VALUES(1,53,1767348000,1,NULL,1,'voucher.reserved','{"judged":{"change":0,"lines":[{"amount":0,"performance_id":3,"qty":1,"reserved":true,"type":"Adult","type_id":1}],"tenders":[],"total":0},"performance":3,"reason":"","vouchers":[1]}',X'0f468b36bca7732a381910584b17a2397611baea34c707193896d37eb9b094e4',X'073e9bc9a7bc73e108b01b6aaf3cb2c7554da8481c4257415e271827588b69a6');
INSERT INTO journal VALUES(1,54,1767348000,1,NULL,7,'order.refunded','{"amount":10500,"kind":"cash","reason":"","vouchers":[21,22,23]}',X'073e9bc9a7bc73e108b01b6aaf3cb2c7554da8481c4257415e271827588b69a6',X'08bea9906aa50afc285bf52ae1c97385c91db117cc5a15ad92fb138b98d747e9');
INSERT INTO journal VALUES(1,55,1767348000,1,NULL,1,'order.exchanged','{"change":0,"lines":[{"amount":2000,"performance_id":3,"qty":1,"type":"Adult","type_id":1,"uses":[{"campaign":1,"discount":2000,"member":1,"qty":1}]}],"tenders":[],"total":2000}',X'08bea9906aa50afc285bf52ae1c97385c91db117cc5a15ad92fb138b98d747e9',X'1459aeaa4ad33f048fbb69cb98d007d33632e8da983a26e2b2a1b821e513e69f');
INSERT INTO journal VALUES(1,56,1767348000,1,NULL,NULL,'patron.merged','{"gone":4,"id":3,"orders":1,"vouchers":2}',X'1459aeaa4ad33f048fbb69cb98d007d33632e8da983a26e2b2a1b821e513e69f',X'ac9bc3e5ed68aad0c3e6235127fa7fbe73d324c9a63b0b2f31f8a4a05e7d0076');
INSERT INTO journal VALUES(1,57,1767348000,1,NULL,NULL,'member.removed','{"audience":1,"id":2}',X'ac9bc3e5ed68aad0c3e6235127fa7fbe73d324c9a63b0b2f31f8a4a05e7d0076',X'fb1c8396cdc7464f7bf1c6c351f46785c4e97d7f1542334fab28b26ab559d5e3');
INSERT INTO journal VALUES(2,1,1767344400,2,NULL,1,'order.sold','{"change":4000,"lines":[{"amount":4000,"performance_id":1,"qty":2,"type":"Adult","type_id":1,"uses":[{"campaign":1,"discount":4000,"member":1,"qty":2}]}],"tenders":[{"amount":6000,"kind":"cash"},{"amount":2000,"kind":"card"}],"total":4000}',X'7f10fac025d02ba213901ff311a3fb221ba61bb81f77c765b222c336bf8297be',X'8b0012d951d9204c3ad789014e0652caf25478920317919ef0384fc0e0b94455');
INSERT INTO journal VALUES(2,2,1767344400,2,NULL,2,'order.sold','{"change":0,"lines":[{"amount":8000,"code":"BARD","performance_id":1,"qty":4,"type":"Friend","type_id":2}],"tenders":[{"amount":8000,"kind":"cash"}],"total":8000}',X'8b0012d951d9204c3ad789014e0652caf25478920317919ef0384fc0e0b94455',X'df6878353b386479a02bb989d0ffadc5da6a2f8552203bc66a511d94b4b0abe5');
INSERT INTO journal VALUES(2,3,1767344400,2,NULL,3,'order.sold','{"change":0,"lines":[{"amount":12000,"performance_id":2,"qty":4,"type":"Group","type_id":3},{"amount":1000,"performance_id":2,"qty":2,"type":"Programme","type_id":5}],"tenders":[{"amount":13000,"kind":"card"}],"total":13000}',X'df6878353b386479a02bb989d0ffadc5da6a2f8552203bc66a511d94b4b0abe5',X'5f4fcc42849a281d2d10026160245bf1922dc1f26d0e0bd1d09e0464e680b820');
INSERT INTO journal VALUES(2,4,1767344400,2,3,5,'order.sold','{"change":0,"lines":[{"amount":6000,"performance_id":2,"qty":2,"type":"Group","type_id":3}],"overrides":[{"actual":2,"approver":3,"limit":4,"reason":"school came late","rule":"min"}],"tenders":[{"amount":6000,"kind":"cash"}],"total":6000}',X'5f4fcc42849a281d2d10026160245bf1922dc1f26d0e0bd1d09e0464e680b820',X'15e695d9c88ce5a84501e9411e7a5da538a25e64a45781858452e5f7f95750f0');
INSERT INTO journal VALUES(2,5,1767344400,2,NULL,6,'order.sold','{"change":0,"lines":[{"amount":10000,"performance_id":0,"qty":1,"type":"Pass","type_id":7}],"tenders":[{"amount":10000,"kind":"cash"}],"total":10000}',X'15e695d9c88ce5a84501e9411e7a5da538a25e64a45781858452e5f7f95750f0',X'16d9270d3b946965dda7b347b36d6972b8e4719b3ea77058d1df8b426175016d');
INSERT INTO journal VALUES(2,6,1767344400,2,NULL,7,'order.sold','{"change":0,"lines":[{"amount":10500,"performance_id":4,"qty":3,"type":"Adult","type_id":1,"uses":[{"campaign":2,"discount":1500,"member":0,"qty":3}]}],"tenders":[{"amount":10500,"kind":"check"}],"total":10500}',X'16d9270d3b946965dda7b347b36d6972b8e4719b3ea77058d1df8b426175016d',X'2f8d668db6c755fc5eabdc4afafee14cc4026bd47d75c4fa0a3ae4c47fecbe8c');
INSERT INTO journal VALUES(2,7,1767349800,2,NULL,NULL,'hold.added','{"id":1,"patron":2}',X'2f8d668db6c755fc5eabdc4afafee14cc4026bd47d75c4fa0a3ae4c47fecbe8c',X'8f4de52af082fa3041a78a7ed944c89ccb7ed3521b272f205e96637938f5b267');
INSERT INTO journal VALUES(2,8,1767349800,2,NULL,NULL,'hold.added','{"id":2,"patron":2}',X'8f4de52af082fa3041a78a7ed944c89ccb7ed3521b272f205e96637938f5b267',X'03652c834674f46bf1d41a9d05bfc68b3c765e9b46d147b48be55eb751413949');
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
INSERT INTO house VALUES(2,'Studio','studio',12,'America/New_York');
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
INSERT INTO show VALUES(2,1,2,'Lear','lear','theatre',NULL);
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
INSERT INTO performance VALUES(1,1,1767639600,100,NULL,'on_sale',4,0,6000);
INSERT INTO performance VALUES(2,1,1767726000,100,NULL,'on_sale',7,2,20000);
INSERT INTO performance VALUES(3,1,1767812400,100,NULL,'on_sale',3,0,10000);
INSERT INTO performance VALUES(4,2,1767745800,12,NULL,'on_sale',0,0,0);
INSERT INTO performance VALUES(5,2,1767918600,12,NULL,'on_sale',1,2,0);
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
INSERT INTO voucher_type VALUES(1,1,'Adult','adult','revenue','anyone',4000,'4000',0,0,1,9);
INSERT INTO voucher_type VALUES(2,1,'Friend','friend','revenue','anyone',2000,'',0,0,0,4);
INSERT INTO voucher_type VALUES(3,1,'Group','group','revenue','anyone',3000,'',0,0,0,6);
INSERT INTO voucher_type VALUES(4,1,'Comp','comp','comp','boxoffice',0,'',0,0,0,4);
INSERT INTO voucher_type VALUES(5,1,'Programme','programme','product','anyone',500,'',0,0,0,2);
INSERT INTO voucher_type VALUES(6,1,'Pass Hamlet','pass hamlet','included','subscribers',0,'',0,0,1,3);
INSERT INTO voucher_type VALUES(7,1,'Pass','pass','bundle','anyone',10000,'',0,1,0,1);
CREATE TABLE bundle_item (
	bundle_id INTEGER NOT NULL REFERENCES voucher_type (id) ON DELETE CASCADE,
	type_id INTEGER NOT NULL REFERENCES voucher_type (id),
	qty INTEGER NOT NULL CHECK (qty > 0),
	PRIMARY KEY (bundle_id, type_id)
) STRICT, WITHOUT ROWID;
INSERT INTO bundle_item VALUES(7,6,3);
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
INSERT INTO redemption VALUES(1,7,NULL,'open',0,'time',1798757999,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(2,1,1,'open',0,'curtain',-60,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(3,1,2,'open',0,'curtain',-60,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(4,1,3,'open',0,'curtain',-60,NULL,1,NULL,1,3,0);
INSERT INTO redemption VALUES(5,1,4,'open',0,'curtain',-60,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(6,1,5,'open',0,'curtain',-60,NULL,1,NULL,1,1,2);
INSERT INTO redemption VALUES(7,2,1,'open',0,'curtain',-60,NULL,1,NULL,1,2,0);
INSERT INTO redemption VALUES(8,2,2,'open',0,'curtain',-60,NULL,1,NULL,1,0,2);
INSERT INTO redemption VALUES(9,2,3,'open',0,'curtain',-60,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(10,3,1,'open',0,'curtain',0,NULL,4,NULL,1,0,0);
INSERT INTO redemption VALUES(11,3,2,'open',0,'curtain',0,NULL,4,NULL,1,5,0);
INSERT INTO redemption VALUES(12,3,3,'open',0,'curtain',0,NULL,4,NULL,1,0,0);
INSERT INTO redemption VALUES(13,4,1,'open',0,'curtain',0,NULL,1,NULL,1,2,0);
INSERT INTO redemption VALUES(14,4,2,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(15,4,3,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(16,4,4,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(17,4,5,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(18,5,1,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(19,5,2,'open',0,'curtain',0,NULL,1,NULL,1,2,0);
INSERT INTO redemption VALUES(20,5,3,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(21,6,1,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
INSERT INTO redemption VALUES(22,6,2,'open',0,'curtain',0,NULL,1,NULL,1,1,0);
INSERT INTO redemption VALUES(23,6,3,'open',0,'curtain',0,NULL,1,NULL,1,0,0);
CREATE TABLE redemption_code (
	redemption_id INTEGER NOT NULL REFERENCES redemption (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	code TEXT NOT NULL, uses INTEGER CHECK (uses >= 0), used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
	PRIMARY KEY (redemption_id, code_fold)
) STRICT, WITHOUT ROWID;
INSERT INTO redemption_code VALUES(7,'bard','BARD',6,2);
INSERT INTO redemption_code VALUES(7,'will','WILL',NULL,0);
INSERT INTO redemption_code VALUES(8,'bard','BARD',6,0);
INSERT INTO redemption_code VALUES(8,'will','WILL',NULL,0);
INSERT INTO redemption_code VALUES(9,'bard','BARD',6,0);
INSERT INTO redemption_code VALUES(9,'will','WILL',NULL,0);
CREATE TABLE patron (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT ''
, address TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', access TEXT NOT NULL DEFAULT '', opt_outs TEXT NOT NULL DEFAULT '', phone_digits TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO patron VALUES(1,'Walk-up','walk-up','','','','','','','','');
INSERT INTO patron VALUES(2,'Ann Gómez','ann gomez','ann@example.org','ann@example.org','+49 171 234','','','','','49171234');
INSERT INTO patron VALUES(3,'Bob Smith','bob smith','bob@example.org','bob@example.org','','','','','','');
INSERT INTO patron VALUES(4,'','','','','','','','','','');
CREATE TABLE patron_word (
	word TEXT NOT NULL,
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	PRIMARY KEY (word, patron_id)
) STRICT, WITHOUT ROWID;
INSERT INTO patron_word VALUES('ann',2);
INSERT INTO patron_word VALUES('ann@example.org',2);
INSERT INTO patron_word VALUES('bob',3);
INSERT INTO patron_word VALUES('bob@example.com',3);
INSERT INTO patron_word VALUES('bob@example.org',3);
INSERT INTO patron_word VALUES('example.com',3);
INSERT INTO patron_word VALUES('example.org',2);
INSERT INTO patron_word VALUES('example.org',3);
INSERT INTO patron_word VALUES('gomez',2);
INSERT INTO patron_word VALUES('smith',3);
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
INSERT INTO basket VALUES(1,'hold',2,2,2,0,'BARD','',1767349800,1767350700,1);
INSERT INTO basket VALUES(2,'parked',2,2,2,0,'','Ann, phoning',1767349800,1767350700,1);
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
	authority TEXT NOT NULL DEFAULT '', discount INTEGER NOT NULL DEFAULT 0,
	UNIQUE (basket_id, redemption_id)
) STRICT;
INSERT INTO basket_line VALUES(1,1,8,2,2,1,2,2000,NULL,NULL,'',2000);
INSERT INTO basket_line VALUES(2,2,6,1,5,1,2,4000,NULL,NULL,'',4000);
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
INSERT INTO orders VALUES(1,2,2,2,1767344400,4000,4000,4000,1);
INSERT INTO orders VALUES(2,1,2,2,1767344400,8000,8000,0,2);
INSERT INTO orders VALUES(3,3,2,2,1767344400,13000,10000,0,3);
INSERT INTO orders VALUES(4,1,1,1,1767344400,0,0,0,43);
INSERT INTO orders VALUES(5,1,2,2,1767344400,6000,6000,0,4);
INSERT INTO orders VALUES(6,3,2,2,1767344400,10000,10000,0,5);
INSERT INTO orders VALUES(7,1,2,2,1767344400,10500,0,0,6);
INSERT INTO orders VALUES(8,3,1,1,1767348000,8000,8000,0,48);
INSERT INTO orders VALUES(9,3,1,1,1767348000,0,0,0,50);
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
, code_fold TEXT, discount INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO order_line VALUES(1,1,1,1,2,2,4000,4000,'ROMEO-1',1767344400,NULL,4000);
INSERT INTO order_line VALUES(2,2,2,1,7,4,2000,8000,'BARD',1767344400,'bard',0);
INSERT INTO order_line VALUES(3,3,3,2,11,4,3000,12000,NULL,1767344400,NULL,0);
INSERT INTO order_line VALUES(4,3,5,2,19,2,500,1000,NULL,1767344400,NULL,0);
INSERT INTO order_line VALUES(5,4,4,1,13,2,0,0,NULL,1767344400,NULL,0);
INSERT INTO order_line VALUES(6,5,3,2,11,2,3000,6000,NULL,1767344400,NULL,0);
INSERT INTO order_line VALUES(7,6,7,NULL,1,1,10000,10000,NULL,1767344400,NULL,0);
INSERT INTO order_line VALUES(8,7,1,4,5,3,4000,10500,NULL,1767344400,NULL,1500);
INSERT INTO order_line VALUES(9,2,2,1,7,-1,2000,-2000,'BARD',1767348000,'bard',0);
INSERT INTO order_line VALUES(10,3,3,2,11,-1,3000,-3000,NULL,1767348000,NULL,0);
INSERT INTO order_line VALUES(11,2,2,1,7,-1,2000,-2000,'BARD',1767348000,'bard',0);
INSERT INTO order_line VALUES(12,2,1,2,3,1,4000,4000,NULL,1767348000,NULL,0);
INSERT INTO order_line VALUES(13,8,1,3,4,2,4000,8000,NULL,1767348000,NULL,0);
INSERT INTO order_line VALUES(14,9,4,NULL,NULL,2,0,0,NULL,1767348000,NULL,0);
INSERT INTO order_line VALUES(15,7,1,4,5,-1,4000,-3500,NULL,1767348000,NULL,-500);
INSERT INTO order_line VALUES(16,7,1,4,5,-1,4000,-3500,NULL,1767348000,NULL,-500);
INSERT INTO order_line VALUES(17,7,1,4,5,-1,4000,-3500,NULL,1767348000,NULL,-500);
INSERT INTO order_line VALUES(18,1,1,1,2,-1,4000,-2000,'ROMEO-1',1767348000,NULL,-2000);
INSERT INTO order_line VALUES(19,1,1,3,4,1,4000,2000,'ROMEO-1',1767348000,NULL,2000);
CREATE TABLE tender (
	order_id INTEGER NOT NULL REFERENCES orders (id),
	n INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind = 'cash' OR kind = 'card' OR kind = 'check' OR kind = 'gift' OR kind = 'none'),
	amount INTEGER NOT NULL,
	reference TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;
INSERT INTO tender VALUES(1,1,'cash',6000,NULL,1767344400);
INSERT INTO tender VALUES(1,2,'card',2000,'T77',1767344400);
INSERT INTO tender VALUES(2,1,'cash',8000,NULL,1767344400);
INSERT INTO tender VALUES(2,2,'cash',-2000,NULL,1767348000);
INSERT INTO tender VALUES(2,3,'cash',2000,NULL,1767348000);
INSERT INTO tender VALUES(3,1,'card',13000,'T78',1767344400);
INSERT INTO tender VALUES(3,2,'card',-3000,NULL,1767348000);
INSERT INTO tender VALUES(4,1,'none',0,NULL,1767344400);
INSERT INTO tender VALUES(5,1,'cash',6000,NULL,1767344400);
INSERT INTO tender VALUES(6,1,'cash',10000,NULL,1767344400);
INSERT INTO tender VALUES(7,1,'check',10500,'C9',1767344400);
INSERT INTO tender VALUES(7,2,'cash',-10500,NULL,1767348000);
INSERT INTO tender VALUES(8,1,'cash',8000,NULL,1767348000);
INSERT INTO tender VALUES(9,1,'none',0,NULL,1767348000);
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
INSERT INTO sale_override VALUES(1,5,'min',4,2,'Group, Hamlet Tue 6 Jan 20:00','school came late',2,3,1767344400);
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
INSERT INTO voucher VALUES(1,1,1,1,4,3,2,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(2,1,1,1,2,1,2,NULL,'void',NULL,2000);
INSERT INTO voucher VALUES(3,2,2,2,7,1,1,NULL,'refunded',NULL,2000);
INSERT INTO voucher VALUES(4,2,2,2,7,1,1,NULL,'void',NULL,2000);
INSERT INTO voucher VALUES(5,2,2,2,7,1,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(6,2,2,2,7,1,1,NULL,'reserved',NULL,2000);
INSERT INTO voucher VALUES(7,3,3,3,11,2,3,NULL,'refunded',NULL,3000);
INSERT INTO voucher VALUES(8,3,3,3,11,2,3,NULL,'reserved',NULL,3000);
INSERT INTO voucher VALUES(9,3,3,3,11,2,3,NULL,'reserved',NULL,3000);
INSERT INTO voucher VALUES(10,3,3,3,11,2,3,NULL,'reserved',NULL,3000);
INSERT INTO voucher VALUES(11,3,4,5,19,2,3,NULL,'reserved',NULL,500);
INSERT INTO voucher VALUES(12,3,4,5,19,2,3,NULL,'reserved',NULL,500);
INSERT INTO voucher VALUES(13,4,5,4,13,1,1,NULL,'reserved',NULL,0);
INSERT INTO voucher VALUES(14,4,5,4,13,1,1,NULL,'reserved',NULL,0);
INSERT INTO voucher VALUES(15,5,6,3,11,2,1,NULL,'reserved',NULL,3000);
INSERT INTO voucher VALUES(16,5,6,3,11,2,1,NULL,'reserved',NULL,3000);
INSERT INTO voucher VALUES(17,6,7,7,1,NULL,3,NULL,'open',NULL,10000);
INSERT INTO voucher VALUES(18,6,7,6,22,2,3,17,'reserved',NULL,0);
INSERT INTO voucher VALUES(19,6,7,6,NULL,NULL,3,17,'open',NULL,0);
INSERT INTO voucher VALUES(20,6,7,6,NULL,NULL,3,17,'open',NULL,0);
INSERT INTO voucher VALUES(21,7,8,1,5,4,1,NULL,'refunded',NULL,3500);
INSERT INTO voucher VALUES(22,7,8,1,5,4,1,NULL,'refunded',NULL,3500);
INSERT INTO voucher VALUES(23,7,8,1,5,4,1,NULL,'refunded',NULL,3500);
INSERT INTO voucher VALUES(24,2,12,1,3,2,1,NULL,'reserved',NULL,4000);
INSERT INTO voucher VALUES(25,8,13,1,6,5,3,NULL,'reserved',NULL,4000);
INSERT INTO voucher VALUES(26,8,13,1,4,3,3,NULL,'reserved',NULL,4000);
INSERT INTO voucher VALUES(27,9,14,4,NULL,NULL,3,NULL,'open',NULL,0);
INSERT INTO voucher VALUES(28,9,14,4,NULL,NULL,3,NULL,'open',NULL,0);
INSERT INTO voucher VALUES(29,1,19,1,4,3,2,NULL,'reserved',NULL,2000);
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY,
	voucher_id INTEGER NOT NULL REFERENCES voucher (id),
	issue INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL DEFAULT 'active' CHECK (state = 'active' OR state = 'void' OR state = 'spoiled'),
	ended_at INTEGER
) STRICT;
INSERT INTO ticket VALUES(1,1,1,'T8NP7VBGF7S2S','void',1767348000);
INSERT INTO ticket VALUES(2,2,1,'TNFVGTRC2FJSV','void',1767348000);
INSERT INTO ticket VALUES(3,3,1,'TN3PKXPXNQ2AB','void',1767348000);
INSERT INTO ticket VALUES(4,4,1,'TKG2ZWX4BC5RW','void',1767348000);
INSERT INTO ticket VALUES(5,5,1,'TGC9H8RHAV4QJ','active',NULL);
INSERT INTO ticket VALUES(6,6,1,'T7TWXJ3BJ97CC','active',NULL);
INSERT INTO ticket VALUES(7,7,1,'TBBQ6A9B3ZPE2','void',1767348000);
INSERT INTO ticket VALUES(8,8,1,'TKECBHRGKT67H','active',NULL);
INSERT INTO ticket VALUES(9,9,1,'T94NG3AFPK8AR','active',NULL);
INSERT INTO ticket VALUES(10,10,1,'TB3CV5WNQ6ADE','active',NULL);
INSERT INTO ticket VALUES(11,13,1,'TVJ9E4TEWX5SX','active',NULL);
INSERT INTO ticket VALUES(12,14,1,'T7B6KXJBAW8CK','active',NULL);
INSERT INTO ticket VALUES(13,15,1,'TFVGJ36E8FQ5R','active',NULL);
INSERT INTO ticket VALUES(14,16,1,'TPCE4MZ2FKJ3A','active',NULL);
INSERT INTO ticket VALUES(15,21,1,'TBRJ5MEJWQCYG','void',1767348000);
INSERT INTO ticket VALUES(16,22,1,'TWNWQA75WN9BQ','void',1767348000);
INSERT INTO ticket VALUES(17,23,1,'TNDX7BYDTEFYQ','void',1767348000);
INSERT INTO ticket VALUES(18,18,1,'TQN6375FVJSSZ','active',NULL);
INSERT INTO ticket VALUES(19,24,1,'TBNAY3S3MASAG','active',NULL);
INSERT INTO ticket VALUES(20,25,1,'TFMVDQZX438FV','void',1767348000);
INSERT INTO ticket VALUES(21,26,1,'TFSREYD565K99','active',NULL);
INSERT INTO ticket VALUES(22,25,2,'TJ5EBFSQJFRQC','active',NULL);
INSERT INTO ticket VALUES(23,1,2,'TWKCNTKV3GG4G','void',1767348000);
INSERT INTO ticket VALUES(24,1,3,'TD9VJ4XRESJJB','active',NULL);
INSERT INTO ticket VALUES(25,29,1,'TCEBH7PAQYWQG','active',NULL);
CREATE TABLE ticket_template (
	id INTEGER PRIMARY KEY,
	body TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;
INSERT INTO ticket_template VALUES(1,replace('# A ticket of 5.5 x 2 inches with a stub of 30 mm on the right.\n#\n# Millimetres from the upper left corner of the body or, behind the word "stub", of the stub; one\n# element a line.  "font serif-bold 18..7" is set as large as it fits.  What is marked "required" is\n# never cut: a ticket on which it does not fit is not printed.  Barcodes measure with their quiet\n# zones.  "boxoffice print template check FILE" says what is wrong with a changed copy.\n\nticket 139.7x50.8mm stub right 30mm\n\n# Who, what, where\ntext presenter         at 5,2.2    w 78   font serif 8..6\ntext show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required\ntext house             at 5,21.7   w 48   font sans 9..6\ntext member            at 54,21.7  w 29   font sans 8..5 align right\nqr ticket.code         at 83.6,1.6 module 0.75mm ec M\n\n# When: the largest, as it is what people read in the foyer\ntext performance.date  at 5,25.7   w 72   font sans-bold 20..10 required\ntext performance.time  at 78,25.7  w 26.4 font sans-bold 20..10 align right required\n\nline 5,34.7 104.4,34.7 width 0.3mm\n\ntext voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required\ntext price             at 78,35.4  w 26.4 font sans-bold 11..7 align right required\n\ntext seat              at 5,40.1   w 31   font sans 7.5..5\nlabel "Order"          at 37,40.1  w 8    font sans 7..6\ntext order             at 45,40.1  w 13   font sans-bold 7..5\nlabel "Ticket"         at 59,40.1  w 8.5  font sans 7..6\ntext sequence          at 67.5,40.1 w 13   font sans-bold 7..5\ntext patron            at 81,40.1  w 23.4 font sans 7..5 align right\n\ntext ticket.code       at 5,43.3   w 40   font mono-bold 9 required\ntext mark              at 46,43.3  w 58.4 font sans-bold 9..7 align right required\nlabel "No refunds or exchanges except as the law requires. Latecomers are seated at a suitable break." at 5,47.2 w 99.4 font sans 5.5..5\n\n# Where it came from, up the tear line\ntext printed_at        at 105.8,2  w 24   font narrow 5 turned align right\ntext staff             at 105.8,26.5 w 11 font narrow 5 turned align right\ntext till              at 105.8,38 w 11   font narrow 5 turned\n\n# What is torn off and counted\nstub text show.title        at 1.8,2.4   w 46   font serif-bold 9..6 turned\nstub text performance.date  at 5.8,22.4  w 26   font sans-bold 8..6  turned required\nstub text performance.time  at 5.8,2.4   w 19   font sans-bold 8..6  turned align right required\nstub text voucher_type      at 9.4,19.4  w 29   font sans 7..6       turned\nstub text price             at 9.4,2.4   w 16   font sans-bold 7..6  turned align right required\nstub label "Order"          at 12.6,40.4 w 8    font sans 6          turned\nstub text order             at 12.6,22.4 w 18   font sans-bold 6     turned\nstub text sequence          at 12.6,2.4  w 19   font sans 6          turned align right\nstub text ticket.code       at 15.4,2.4  w 46   font mono-bold 7     turned required\nstub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned\n','\n',char(10)),1796062358);
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
INSERT INTO print_job VALUES(1,1,1,1,1,2,2,'printed',1,NULL,NULL,'','tickets/1-1-T8NP7VBGF7S2S.pdf',1767344400,1796062359);
INSERT INTO print_job VALUES(2,1,2,1,1,2,2,'printed',1,NULL,NULL,'','tickets/1-2-TNFVGTRC2FJSV.pdf',1767344400,1796062359);
INSERT INTO print_job VALUES(3,1,23,1,1,1,1,'dropped',0,NULL,NULL,'The ticket is void.',NULL,1767348000,1767348000);
CREATE TABLE redemption_batch (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff (id),
	state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone'))
) STRICT;
INSERT INTO redemption_batch VALUES(1,1767340800,1,'done');
INSERT INTO redemption_batch VALUES(2,1767340800,1,'done');
INSERT INTO redemption_batch VALUES(3,1767340800,1,'done');
INSERT INTO redemption_batch VALUES(4,1767340800,1,'done');
INSERT INTO redemption_batch VALUES(5,1767340800,1,'done');
INSERT INTO redemption_batch VALUES(6,1767340800,1,'done');
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
INSERT INTO redemption_step VALUES(1,0,2,1,1,NULL,'{"cap":null,"codes":[],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(1,1,3,1,2,NULL,'{"cap":null,"codes":[],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(1,2,4,1,3,NULL,'{"cap":null,"codes":[],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(1,3,5,1,4,NULL,'{"cap":null,"codes":[],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(1,4,6,1,5,NULL,'{"cap":null,"codes":[],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(2,0,7,2,1,NULL,'{"cap":null,"codes":[["BARD",6],["WILL",null]],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(2,1,8,2,2,NULL,'{"cap":null,"codes":[["BARD",6],["WILL",null]],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(2,2,9,2,3,NULL,'{"cap":null,"codes":[["BARD",6],["WILL",null]],"end":["curtain",-60],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(3,0,10,3,1,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":4,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(3,1,11,3,2,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":4,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(3,2,12,3,3,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":4,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(4,0,13,4,1,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(4,1,14,4,2,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(4,2,15,4,3,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(4,3,16,4,4,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(4,4,17,4,5,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(5,0,18,5,1,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(5,1,19,5,2,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(5,2,20,5,3,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(6,0,21,6,1,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(6,1,22,6,2,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
INSERT INTO redemption_step VALUES(6,2,23,6,3,NULL,'{"cap":null,"codes":[],"end":["curtain",0],"max":null,"min":1,"start":["open",0],"step":1}');
CREATE TABLE patron_email_other (
	email_fold TEXT PRIMARY KEY CHECK (email_fold <> ''),
	email TEXT NOT NULL,
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO patron_email_other VALUES('bob@example.com','bob@example.com',3);
CREATE TABLE patron_former (
	id INTEGER PRIMARY KEY,
	patron_id INTEGER NOT NULL REFERENCES patron (id)
) STRICT, WITHOUT ROWID;
INSERT INTO patron_former VALUES(4,3);
CREATE TABLE label (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO label VALUES(1,'Press','press');
CREATE TABLE patron_label (
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	label_id INTEGER NOT NULL REFERENCES label (id),
	PRIMARY KEY (patron_id, label_id)
) STRICT, WITHOUT ROWID;
INSERT INTO patron_label VALUES(3,1);
CREATE TABLE patron_event (
	id INTEGER PRIMARY KEY,
	patron_id INTEGER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff (id),
	kind TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
INSERT INTO patron_event VALUES(1,2,1767340800,1,'patron.added','Added.');
INSERT INTO patron_event VALUES(2,3,1767340800,1,'patron.added','Added.');
INSERT INTO patron_event VALUES(3,3,1767340800,1,'patron.added','Added.');
INSERT INTO patron_event VALUES(4,3,1767348000,1,'patron.merged','Patron 4 was merged into this one, with 1 order and 2 vouchers.');
CREATE TABLE audience (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('list', 'attendees')),
	quantity INTEGER CHECK (quantity >= 0),
	members INTEGER NOT NULL DEFAULT 0 CHECK (members >= 0),
	created INTEGER NOT NULL
) STRICT;
INSERT INTO audience VALUES(1,'Members','members','list',4,1,1767340800);
INSERT INTO audience VALUES(2,'Who saw Hamlet','who saw hamlet','attendees',1,0,1767340800);
CREATE TABLE audience_performance (
	audience_id INTEGER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
	performance_id INTEGER NOT NULL REFERENCES performance (id),
	PRIMARY KEY (audience_id, performance_id)
) STRICT, WITHOUT ROWID;
INSERT INTO audience_performance VALUES(2,1);
CREATE TABLE member (
	id INTEGER PRIMARY KEY,
	audience_id INTEGER NOT NULL REFERENCES audience (id),
	code TEXT NOT NULL DEFAULT '',
	code_fold TEXT CHECK (code_fold <> ''),
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT CHECK (email_fold <> ''),
	category TEXT NOT NULL DEFAULT '',
	location TEXT NOT NULL DEFAULT '',
	quantity INTEGER CHECK (quantity >= 0),
	removed INTEGER NOT NULL DEFAULT 0,
	CHECK (code_fold IS NOT NULL OR email_fold IS NOT NULL)
) STRICT;
INSERT INTO member VALUES(1,1,'ROMEO-1','romeo1','ann@example.org','ann@example.org','','',4,0);
CREATE TABLE code_batch (
	id INTEGER PRIMARY KEY,
	audience_id INTEGER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
	prefix_fold TEXT NOT NULL,
	length INTEGER NOT NULL,
	count INTEGER NOT NULL,
	at INTEGER NOT NULL
) STRICT;
CREATE TABLE import_mapping (
	kind TEXT NOT NULL,
	shape TEXT NOT NULL,
	mapping TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (kind, shape)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	public_name TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'running', 'paused', 'ended')),
	position INTEGER NOT NULL,
	audience_id INTEGER REFERENCES audience (id),
	unlocks TEXT NOT NULL,
	effect TEXT NOT NULL CHECK (effect IN ('percent', 'amount', 'price', 'unlock')),
	effect_value INTEGER NOT NULL DEFAULT 0 CHECK (effect_value >= 0),
	joins INTEGER NOT NULL DEFAULT 0,
	starts INTEGER,
	ends INTEGER,
	channel TEXT NOT NULL DEFAULT 'any' CHECK (channel IN ('any', 'counter', 'self_service')),
	min_tickets INTEGER NOT NULL DEFAULT 1 CHECK (min_tickets >= 1),
	scope TEXT NOT NULL DEFAULT 'performance' CHECK (scope IN ('performance', 'show', 'all')),
	uses_limit INTEGER CHECK (uses_limit >= 0),
	money_limit INTEGER CHECK (money_limit >= 0),
	print_code INTEGER NOT NULL DEFAULT 0,
	uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
	spent INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO campaign VALUES(1,'Half','half','','running',1,1,'code ticket email','percent',5000,0,NULL,NULL,'any',1,'show',NULL,NULL,0,2,4000);
INSERT INTO campaign VALUES(2,'Early','early','','running',2,NULL,'','amount',500,0,NULL,NULL,'any',2,'performance',NULL,3000,0,0,0);
INSERT INTO campaign VALUES(3,'Again','again','','draft',3,2,'ticket','percent',1000,0,NULL,NULL,'any',1,'performance',NULL,NULL,0,0,0);
CREATE TABLE campaign_target (
	campaign_id INTEGER NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('season', 'show', 'performance', 'type')),
	target_id INTEGER NOT NULL,
	PRIMARY KEY (campaign_id, kind, target_id)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_target VALUES(2,'show',2);
INSERT INTO campaign_target VALUES(3,'show',2);
CREATE TABLE campaign_count (
	campaign_id INTEGER NOT NULL REFERENCES campaign (id),
	member_id INTEGER NOT NULL,
	performance_id INTEGER NOT NULL,
	uses INTEGER NOT NULL CHECK (uses >= 0),
	PRIMARY KEY (campaign_id, member_id, performance_id)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_count VALUES(1,1,1,1);
INSERT INTO campaign_count VALUES(1,1,3,1);
INSERT INTO campaign_count VALUES(2,0,4,0);
CREATE TABLE campaign_use (
	voucher_id INTEGER NOT NULL REFERENCES voucher (id),
	campaign_id INTEGER NOT NULL REFERENCES campaign (id),
	member_id INTEGER NOT NULL,
	performance_id INTEGER NOT NULL,
	code TEXT,
	discount INTEGER NOT NULL CHECK (discount >= 0),
	at INTEGER NOT NULL,
	given_back INTEGER,
	PRIMARY KEY (voucher_id, campaign_id)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_use VALUES(1,1,1,1,NULL,2000,1767344400,NULL);
INSERT INTO campaign_use VALUES(2,1,1,1,NULL,2000,1767344400,1767348000);
INSERT INTO campaign_use VALUES(21,2,0,4,NULL,500,1767344400,1767348000);
INSERT INTO campaign_use VALUES(22,2,0,4,NULL,500,1767344400,1767348000);
INSERT INTO campaign_use VALUES(23,2,0,4,NULL,500,1767344400,1767348000);
INSERT INTO campaign_use VALUES(29,1,1,3,NULL,2000,1767348000,NULL);
CREATE TABLE basket_use (
	line_id INTEGER NOT NULL REFERENCES basket_line (id) ON DELETE CASCADE,
	campaign_id INTEGER NOT NULL REFERENCES campaign (id),
	member_id INTEGER NOT NULL,
	basket_id INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	performance_id INTEGER NOT NULL,
	qty INTEGER NOT NULL CHECK (qty > 0),
	discount INTEGER NOT NULL CHECK (discount >= 0),
	PRIMARY KEY (line_id, campaign_id, member_id)
) STRICT, WITHOUT ROWID;
INSERT INTO basket_use VALUES(1,1,1,1,2,2,2000);
INSERT INTO basket_use VALUES(2,1,1,2,5,2,4000);
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
CREATE INDEX patron_phone ON patron (phone_digits, id) WHERE phone_digits <> '';
CREATE INDEX patron_email_other_patron ON patron_email_other (patron_id);
CREATE INDEX patron_former_patron ON patron_former (patron_id);
CREATE INDEX patron_label_label ON patron_label (label_id, patron_id);
CREATE INDEX patron_event_patron ON patron_event (patron_id, id);
CREATE INDEX audience_performance_performance ON audience_performance (performance_id, audience_id);
CREATE INDEX member_audience ON member (audience_id, id);
CREATE UNIQUE INDEX member_code ON member (code_fold, audience_id) WHERE code_fold IS NOT NULL;
CREATE INDEX member_email ON member (email_fold, audience_id) WHERE email_fold IS NOT NULL;
CREATE INDEX campaign_running ON campaign (position, id) WHERE state = 'running';
CREATE INDEX campaign_audience ON campaign (audience_id) WHERE audience_id IS NOT NULL;
CREATE INDEX campaign_use_member ON campaign_use (campaign_id, member_id, voucher_id);
CREATE INDEX basket_use_member ON basket_use (campaign_id, member_id);
CREATE INDEX basket_use_basket ON basket_use (basket_id);
COMMIT;
