/*
 * The top of a patron's page: what whoever sells must see at once.
 *
 * Access needs come first of all and are never cut away for something else; then how to reach the
 * person, what they do not want, labels, the beginning of the notes, the address.
 */
#include "patrons/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TALL = 30, TEXT = 5000 };

struct line {
	const char *label, *text;
	enum ui_role role;
	int rows; /* at most */
};
enum { LINES = 5 };

struct head {
	struct line line[LINES];
	int n;
	char contact[TEXT], words[TEXT], address[TEXT];
};

static void add(struct head *h, const char *label, const char *text, enum ui_role role, int rows)
{
	if (*text)
		h->line[h->n++] = (struct line){ label, text, role, rows };
}

static void say_contact(const struct patron_page *p, struct bo_buf *buf)
{
	const struct bo_patron *who = &p->patron;

	if (*who->email)
		bo_buf_printf(buf, "%s · ", who->email);
	if (*who->phone)
		bo_buf_printf(buf, "%s · ", who->phone);
	bo_buf_printf(buf, "%" PRId64 " order%s", who->orders, who->orders == 1 ? "" : "s");
	for (size_t i = 0; i < who->n_other_emails; i++)
		bo_buf_printf(buf, "%s%s", i ? ", " : " · also ", who->other_email[i]);
}

static void say_words(const struct bo_patron *who, struct bo_buf *buf)
{
	for (size_t i = 0; i < who->n_labels; i++)
		bo_buf_printf(buf, "%s%s", i ? ", " : "", who->label[i]);
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (who->opt_outs >> i & 1)
			bo_buf_printf(buf, "%s%s", buf->len ? " · " : "",
				      bo_opt_out_label((enum bo_opt_out)i));
}

/* On one line. */
static void say_address(const char *text, struct bo_buf *buf)
{
	for (size_t n; *text; text += n) {
		n = strcspn(text, "\n");
		if (n > 0 && buf->len)
			bo_buf_add(buf, ", ");
		bo_buf_addn(buf, text, n);
		n += text[n] == '\n';
	}
}

static void fill_head(const struct patron_page *p, int rows, struct head *h)
{
	struct bo_buf contact = BO_BUF(h->contact), words = BO_BUF(h->words),
		      address = BO_BUF(h->address);

	h->n = 0;
	say_contact(p, &contact);
	say_words(&p->patron, &words);
	say_address(p->patron.address, &address);
	add(h, "Access needs: ", p->patron.access, UI_ROLE_WARN, rows < TALL ? 2 : 4);
	add(h, "", h->contact, UI_ROLE_NORMAL, rows < TALL ? 1 : 2);
	add(h, "", h->words, UI_ROLE_MARK, rows < TALL ? 1 : 2);
	add(h, "Notes: ", p->patron.notes, UI_ROLE_HINT, rows < TALL ? 1 : 4);
	add(h, "", h->address, UI_ROLE_NORMAL, 1);
}

/* Draws the lines that have room, or only counts their rows. */
static int put(const struct head *h, struct ui_surface *s, int rows, int cols)
{
	char text[TEXT + 20];
	int y = 0;

	for (int i = 0; i < h->n && y < rows; i++) {
		const struct line *line = &h->line[i];
		int room = line->rows < rows - y ? line->rows : rows - y;
		struct ui_rect rect = { y, 1, room, cols - 2 };
		int all, used;

		snprintf(text, sizeof text, "%s%s", line->label, line->text);
		rect.rows = TEXT;
		all = ui_put_wrapped(NULL, rect, line->role, text);
		rect.rows = room;
		used = ui_put_wrapped(s, rect, line->role, text);
		if (s && all > used)
			ui_put(s, y + used - 1, cols - 1, line->role, "…");
		y += used;
	}
	return y;
}

static int most(int rows)
{
	return rows > 6 ? rows / 3 : 0;
}

int patron_head_rows(const struct patron_page *p, int rows, int cols)
{
	struct head h;

	if (!p->has || most(rows) == 0)
		return 0;
	fill_head(p, rows, &h);
	return put(&h, NULL, most(rows), cols);
}

void patron_head_draw(const struct patron_page *p, int rows, struct ui_surface *s)
{
	struct head h;

	if (!p->has)
		return;
	fill_head(p, rows, &h);
	put(&h, s, most(rows), s->cols);
}
