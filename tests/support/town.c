/*
 * The town.  Its people are written with the rooms' own function and without a disk flush, into a
 * file that gets its name when it is complete.
 */
#include "support/town.h"
#include "people/write.h"
#include "store/sql.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 20000 };

static const char *const first_names[] = {
	"Maria",   "Michael",  "Anna",	    "Thomas",	  "James",	"Sarah",    "John",
	"David",   "Peter",    "Elisabeth", "Daniel",	  "Laura",	"Robert",   "Julia",
	"Martin",  "Andrea",   "Paul",	    "Emma",	  "Christian",	"Sophie",   "Mark",
	"Helen",   "Stefan",   "Charlotte", "Andrew",	  "Claudia",	"William",  "Katharina",
	"George",  "Susan",    "Alexander", "Karin",	  "Richard",	"Ingrid",   "Jan",
	"Monika",  "Oliver",   "Grace",	    "Simon",	  "Renée",	"Frank",    "Zoë",
	"Louis",   "Hanna",    "Benjamin",  "Chloé",	  "Matthias",	"Eva",	    "Samuel",
	"Birgit",  "Łukasz",   "Agnieszka", "Jürgen",	  "Noémie",	"Søren",    "Aisling",
	"Mehmet",  "Ayşe",     "Giovanni",  "Francesca",  "José",	"Lucía",    "Bjørn",
	"Astrid",  "Dmitri",   "Olga",	    "Yusuf",	  "Fatima",	"Wei",	    "Mei",
	"Xavier",  "Quentin",  "Ulrike",    "Viktor",	  "Wolfgang",	"Yvonne",   "Zacharias",
	"Ottilie", "Ignatius", "Jean-Luc",  "Anne-Marie", "Karl-Heinz", "Mary Ann", "Ö.",
};
static const char *const roots[] = {
	"Smi",	"Mül",	  "Schmi", "Jon",  "Wil",  "Bro",   "Tay",  "Dav",  "Eva",  "Tho",
	"Rob",	"Wag",	  "Beck",  "Schu", "Hoff", "Koch",  "Rich", "Klei", "Wol",  "Schrö",
	"Neu",	"Schwar", "Zim",   "Krü",  "Har",  "Wer",   "Lan",  "Wei",  "Kra",  "Mar",
	"Leh",	"Wal",	  "Mei",   "Kai",  "Fu",   "Pet",   "Kö",   "Sche", "Stei", "Ju",
	"Mö",	"Gün",	  "Frie",  "Kel",  "Vog",  "Lor",   "Böh",  "Sim",  "Lud",  "Lehm",
	"Gar",	"Fern",	  "Gon",   "Mart", "Lop",  "Sanch", "Per",  "Ros",  "Bian", "Fer",
	"Espo", "Ric",	  "Now",   "Kow",  "Wiś",  "Dąb",   "Zie",  "Woź",  "Nov",  "Svo",
	"Dvo",	"Iva",	  "Pop",   "Kuz",  "O'Ha", "O'Bri", "Mac",  "Fitz", "Van ", "De ",
	"Øst",	"Ny",	  "Lind",  "Berg", "Dahl", "Ek",    "Zab",  "Quis", "Xen",  "Yil",
	"Öz",	"Ngu",	  "Cha",   "Kim",  "Par",  "Oka",   "Tana", "Yama",
};
static const char *const ends[] = {
	"th",	  "ler",  "dt",	  "son", "es",	  "mann", "lor",   "er",    "berg", "stein",
	"ski",	  "wicz", "ov",	  "ez",	 "ini",	  "elli", "acher", "bauer", "hoff", "wood",
	"field",  "ley",  "ton",  "ham", "worth", "sen",  "qvist", "ström", "ara",  "moto",
	"dottir", "enko", "adze", "ian", "aros",  "akis", "escu",  "ić",    "ová",  "sky",
};
static const char *const domains[] = { "example.org",	  "mail.example",   "post.example",
				       "home.example",	  "example.com",    "web.example.net",
				       "theatre.example", "uni.example.edu" };

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof *(array)))

static void must(struct bo *bo, enum bo_status status)
{
	if (!status)
		return;
	fprintf(stderr, "town: %s\n", bo_error(bo)->message);
	exit(1);
}

/* Source: the mixing steps of splitmix64. */
static uint64_t mixed(int64_t n, int what)
{
	uint64_t x = (uint64_t)n * 16 + (uint64_t)what + UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static int64_t pick(int64_t n, int what, int64_t of)
{
	return (int64_t)(mixed(n, what) % (uint64_t)of);
}

/* The first of a list far more often than the last. */
static int64_t skewed(int64_t n, int what, int64_t of)
{
	double share = (double)(mixed(n, what) >> 11) / (double)(UINT64_C(1) << 53);

	return (int64_t)(share * share * share * (double)of);
}

static void surname(struct bo_buf *buf, int64_t n, int what)
{
	bo_buf_printf(buf, "%s%s", roots[skewed(n, what, COUNT(roots))],
		      ends[skewed(n, what + 1, COUNT(ends))]);
	if (pick(n, what + 2, 4) == 0)
		bo_buf_add(buf, ends[pick(n, what + 3, COUNT(ends))]);
}

void town_name(int64_t n, char *name, size_t size)
{
	struct bo_buf buf = { name, 0, size, false };

	name[0] = '\0';
	if (n % 50 == 49)
		n -= 1; /* there twice */
	bo_buf_printf(&buf, "%s ", first_names[skewed(n, 0, COUNT(first_names))]);
	if (pick(n, 1, 10) == 0)
		bo_buf_printf(&buf, "%c. ", (char)('A' + pick(n, 2, 26)));
	surname(&buf, n, 3);
	if (pick(n, 7, 30) == 0) {
		bo_buf_add(&buf, "-");
		surname(&buf, n, 8);
	}
}

static void add_person(struct bo *bo, int64_t n)
{
	char name[120], email[160], phone[40], address[80];
	struct bo_buf mail = BO_BUF(email);
	struct patron_row row = { .name = name,
				  .email = email,
				  .phone = phone,
				  .address = address,
				  .notes = "",
				  .access = "" };
	int64_t home = n % 50 == 49 ? n - 1 : n;

	town_name(n, name, sizeof name);
	phone[0] = address[0] = '\0';
	if (pick(n, 12, 5)) {
		for (const char *c = name; *c; c++)
			if (*c == ' ')
				bo_buf_add(&mail, ".");
			else if (*c != '.')
				bo_buf_addn(&mail, c, 1);
		bo_buf_printf(&mail, "%" PRId64 "@%s", n, domains[skewed(n, 13, COUNT(domains))]);
	}
	if (pick(home, 14, 5) < 3)
		snprintf(phone, sizeof phone, "%s%02d %03d-%04d", pick(home, 15, 2) ? "0" : "+49 ",
			 (int)(20 + pick(home, 1, 60)), (int)pick(home, 2, 1000),
			 (int)pick(home, 3, 10000));
	if (pick(home, 4, 2))
		snprintf(address, sizeof address, "%d %s Street, %05d Town",
			 (int)pick(home, 5, 200) + 1, first_names[pick(home, 6, 40)],
			 (int)pick(home, 7, 99999));
	must(bo, patron_check(bo, &row));
	must(bo, patron_insert(bo, &row));
}

void town_fill(struct bo *bo, int64_t people)
{
	for (int64_t n = 0; n < people; n += BATCH) {
		must(bo, act_begin(bo));
		for (int64_t i = n; i < n + BATCH && i < people; i++)
			add_person(bo, i);
		must(bo, act_end(bo, BO_OK));
	}
}

static bool is_there(const char *path, int64_t people)
{
	struct bo *bo;
	int64_t n = 0;
	bool there;

	if (access(path, R_OK) != 0)
		return false;
	bo = bo_new();
	there = bo && bo_store_open(bo, path) == BO_OK &&
		sql_number(bo, &n, "SELECT count(*) FROM patron", "") == BO_OK && n == people + 1;
	bo_free(bo);
	return there;
}

void town_make(const char *path, int64_t people)
{
	char making[600];
	struct bo *bo = bo_new();
	int64_t staff;

	if (is_there(path, people)) {
		bo_free(bo);
		return;
	}
	fprintf(stderr, "making a town of %" PRId64 " in %s\n", people, path);
	snprintf(making, sizeof making, "%s.making", path);
	unlink(making);
	unlink(path);
	must(bo, bo_store_create(bo, making, true));
	must(bo, bo_till_use(bo, "test"));
	must(bo, bo_staff_add(bo, "the manager", BO_ROLE_MANAGER, NULL, &staff));
	must(bo, store_script(bo, "PRAGMA synchronous = OFF"));
	town_fill(bo, people);
	bo_free(bo);
	if (rename(making, path) != 0) {
		perror(path);
		exit(1);
	}
}

struct bo *town_open(const char *path)
{
	struct bo *bo = bo_new();

	must(bo, bo_store_open(bo, path));
	must(bo, bo_till_use(bo, "test"));
	must(bo, bo_sign_in(bo, "the manager", NULL));
	return bo;
}
