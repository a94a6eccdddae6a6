/*
 * The pictures of the README, made from the program itself: the demo season at a
 * clock that stands still, the keys a person would press, each screen as SVG.
 *
 *   shoot FOLDER
 */
#include "frame/session.h"
#include "registry.h"
#include "support/golden.h"
#include "support/svg.h"

#include <boxoffice/boxoffice.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Sat 21 Feb 2026 15:00 UTC: a season in full swing. */
#define MOMENT INT64_C(1771686000)

static int64_t still(void *arg)
{
	(void)arg;
	return MOMENT;
}

static void die(struct bo *bo, const char *what)
{
	fprintf(stderr, "shoot: %s: %s\n", what, bo_error(bo)->message);
	exit(1);
}

/* The same codes each time, so that only what changed makes a new picture. */
static void dull(void *arg, void *bytes, size_t n)
{
	static uint64_t next = 88172645463325252u;

	(void)arg;
	for (size_t i = 0; i < n; i++) {
		next ^= next << 13;
		next ^= next >> 7;
		next ^= next << 17;
		((unsigned char *)bytes)[i] = (unsigned char)next;
	}
}

/* Where each picture stands in the walk: the keys since the one before. */
static const struct {
	const char *name, *title, *keys;
	enum command go; /* CMD_NONE: stay */
	int rows, cols;
} shots[] = {
	{ "sell", "Two adults and a youth: three keys and Enter", "2+1<Enter>", CMD_NONE, 24, 80 },
	{ "refused", "A refusal says why, and who may override it", "4*3<Enter>", CMD_NONE, 24,
	  80 },
	{ "override", "The supervisor approves in the clerk's session",
	  "<F4>family of three<Enter>Sam", CMD_NONE, 24, 80 },
	{ "change", "Sold: the change in large figures", "<Esc><Esc>120<Enter>", CMD_NONE, 24, 80 },
	{ "offer", "A code brings its offer: two of three tickets get it",
	  "<Esc>FRIEND-1958<Enter>3<Enter>", CMD_NONE, 24, 80 },
	{ "season", "The season, how full each evening is", "", CMD_SEASON, 30, 100 },
	{ "matrix", "The redemptions of a show: voucher types by performances",
	  "<Right><Right><Down><Down>", CMD_REDEMPTIONS, 30, 110 },
	{ "campaign", "A campaign, and what it makes of a sample sale", "<Enter>", CMD_CAMPAIGNS,
	  30, 100 },
	{ "import", "A file as understood: its columns linked to fields",
	  "<Enter><A-i>guests.csv<Enter>", CMD_AUDIENCES, 24, 100 },
};

static void shoot(struct golden *golden, const char *folder, const char *name, const char *title)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s.svg", folder, name);
	file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(1);
	}
	svg_write(&golden->surface, title, file);
	fclose(file);
	printf("%s\n", path);
}

static struct bo *open_demo(const char *store)
{
	struct bo *bo = bo_new();

	if (!bo)
		exit(1);
	bo_set_clock(bo, still, NULL);
	bo_set_random(bo, dull, NULL);
	if (bo_store_create(bo, store, true) || bo_demo_fill(bo) || bo_demo_offers(bo) ||
	    bo_sign_in(bo, "Casey", "1111") || bo_till_use(bo, "Till 1"))
		die(bo, "the demo");
	return bo;
}

static void walk(struct bo *bo, const char *folder)
{
	struct golden golden;
	struct session session;
	struct app app;

	session_init(&session, bo, NULL);
	screens_app(&app, &session);
	app_push(&app, &sell_screen, NULL, 0);
	golden_open(&golden, &app, 24, 80);
	for (size_t i = 0; i < sizeof shots / sizeof *shots; i++) {
		golden_resize(&golden, shots[i].rows, shots[i].cols);
		if (shots[i].go == CMD_CAMPAIGNS && bo_sign_in(bo, "Morgan", "3333"))
			die(bo, "the manager");
		if (shots[i].go)
			app_command(&app, shots[i].go);
		golden_tick(&golden);
		golden_keys(&golden, shots[i].keys);
		shoot(&golden, folder, shots[i].name, shots[i].title);
	}
	golden_close(&golden);
	app_clear(&app);
	session_clear(&session);
}

/* What a school would send. */
static void write_guests(void)
{
	static const char *const names[] = {
		"ada", "bo", "cyd", "dov", "eve", "fay", "gus", "hal"
	};
	FILE *file = fopen("guests.csv", "w");

	if (!file)
		exit(1);
	fputs("Code;E-Mail;Class;Row;Seat;Tickets\n", file);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		fprintf(file, "%05zu;%s@school.example;7%c;C;%zu;2\n", 417 + i * 113, names[i],
			"ab"[i % 2], i + 11);
	fclose(file);
}

/* The ticket as the printer gets it; the Makefile makes a picture of the page. */
static void draw_ticket(struct bo *bo, const char *folder)
{
	char path[512];

	snprintf(path, sizeof path, "%s/ticket.pdf", folder);
	if (bo_ticket_draw(bo, 1, path))
		die(bo, "the ticket");
	printf("%s\n", path);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/shootXXXXXX", command[64];
	char *pictures = argc == 2 ? realpath(argv[1], NULL) : NULL;
	struct bo *bo;

	/* The store lies in the folder one stands in: no picture shows a path of this machine. */
	if (!pictures || !setlocale(LC_CTYPE, "C.UTF-8") || !mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	bo = open_demo("boxoffice.db");
	write_guests();
	walk(bo, pictures);
	draw_ticket(bo, pictures);
	bo_free(bo);
	free(pictures);
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command) == 0 ? 0 : 1;
}
