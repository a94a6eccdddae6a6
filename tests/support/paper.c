/*
 * Selling and reading back tickets in tests.
 */
#include "support/paper.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static int64_t add_type(struct paper *p, const char *name, enum bo_category category, int64_t price)
{
	struct bo_voucher_type_fields fields = { .name = name,
						 .category = category,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = price,
						 .display_order = BO_NONE,
						 .subscription = -1,
						 .changeable = -1 };
	int64_t id = 0;

	OK(p->bo, bo_voucher_type_add(p->bo, p->season, &fields, &id));
	return id;
}

void paper_open(struct paper *p, const char *title)
{
	struct bo_changes changes;
	int64_t types[2];
	struct bo_redemption_batch batch = { .types = types,
					     .n_types = 2,
					     .n_performances = 1,
					     .cap = BO_NONE,
					     .min = 1,
					     .max = BO_NONE,
					     .step = 1 };

	memset(p, 0, sizeof *p);
	p->bo = test_office();
	OK(p->bo, bo_season_add(p->bo, "Season 2026", "2026-01-01", "2026-12-31", &p->season));
	OK(p->bo, bo_house_add(p->bo, "Großes Haus", 100, "Europe/Berlin", &p->house));
	OK(p->bo, bo_show_add(p->bo, title, p->season, p->house, BO_EVENT_THEATRE, NULL, &p->show));
	OK(p->bo, bo_performance_add(p->bo, p->show, test_when("2026-01-09T20:00", "Europe/Berlin"),
				     BO_NONE, BO_NONE, &p->performance));
	types[0] = p->adult = add_type(p, "Adult General", BO_CATEGORY_REVENUE, 4000);
	types[1] = p->comp = add_type(p, "Press", BO_CATEGORY_COMP, 0);
	batch.performances = &p->performance;
	OK(p->bo, bo_redemption_apply(p->bo, &p->arena, &batch, &changes));
	test_act_as(p->bo, BO_ROLE_CLERK);
}

const char *paper_folder(struct paper *p)
{
	char *path = bo_arena_copy(&p->arena, bo_store_path(p->bo));

	assert_non_null(path);
	*strrchr(path, '/') = '\0';
	return path;
}

void paper_close(struct paper *p)
{
	char folder[600];

	snprintf(folder, sizeof folder, "%s", paper_folder(p));
	bo_arena_clear(&p->arena);
	test_office_end(p->bo);
	paper_remove(folder);
}

int64_t paper_sell(struct paper *p, int64_t type, int64_t qty)
{
	struct bo_wish wish = { p->performance, type, qty };
	/* a comp needs a reason, and nothing else does */
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true, .override = "press" };
	struct bo_order order;

	OK(p->bo, bo_sell(p->bo, &p->arena, &sale, &order));
	return order.id;
}

char *paper_run(struct bo_arena *arena, const char *format, ...)
{
	char command[2000], *output = bo_arena_alloc(arena, 65536);
	size_t n;
	FILE *pipe;
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	assert_non_null(output);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	n = fread(output, 1, 65535, pipe);
	output[n] = '\0';
	if (pclose(pipe) != 0) {
		print_error("failed: %s\n%s\n", command, output);
		fail();
	}
	return output;
}

const char *paper_text(struct bo_arena *arena, const char *pdf)
{
	return paper_run(arena, "pdftotext -layout '%s' -", pdf);
}

struct paper_codes paper_read_codes(const char *pdf, int dpi, const char *code)
{
	struct paper_codes found = { 0, 0, 0 };
	struct bo_arena arena = { 0 };
	char wanted[64], *line;
	bool same = false;

	snprintf(wanted, sizeof wanted, "\"%s\"", code);
	line = paper_run(
		&arena,
		"d=$(mktemp -d) && pdftoppm -r %d -png '%s' $d/p && for f in $d/p*.png; do "
		"ZXingReader $f; done; rm -r $d",
		dpi, pdf);
	for (char *next; line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (strncmp(line, "Text:", 5) == 0)
			same = strstr(line, wanted) != NULL;
		if (strncmp(line, "Format:", 7) == 0) {
			found.qr += same && strstr(line, "QRCode");
			found.code128 += same && strstr(line, "Code128");
			found.others += !same;
		}
	}
	bo_arena_clear(&arena);
	return found;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
	(void)stat;
	(void)kind;
	(void)where;
	return remove(path);
}

void paper_remove(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
