/*
 * An audience as CSV: a page of members at a time, so that memory does not grow
 * with the list.  The columns are those that an import links by itself, and each
 * cell comes back exactly.
 */
#include "cli/given.h"
#include "cli/noun/audience.h"
#include "cli/noun/export.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <inttypes.h>

enum { PAGE = 1000 };

struct exporting {
	int64_t audience_id, n;
};

static void put_member(FILE *to, const struct bo_member *member)
{
	export_cell(to, member->code, false);
	export_cell(to, member->email, false);
	export_cell(to, member->category, false);
	export_cell(to, member->location, false);
	if (member->quantity == BO_NONE)
		fputs("none,", to);
	else
		fprintf(to, "%" PRId64 ",", member->quantity);
	export_cell(to, member->name, true);
}

static enum bo_status write_all(struct cli *cli, FILE *to, void *arg)
{
	struct exporting *e = arg;
	struct bo_member_filter filter = { .audience_id = e->audience_id, .limit = PAGE };
	struct bo_arena arena = { 0 };
	struct bo_members page = { .n = PAGE };
	enum bo_status status = BO_OK;

	fputs("code,email,category,location,quantity,name\r\n", to);
	while (!status && page.n == PAGE && !ferror(to)) {
		status = bo_member_list(cli->bo, &arena, &filter, &page);
		for (size_t i = 0; !status && i < page.n; i++) {
			put_member(to, &page.row[i]);
			filter.after = page.row[i].id;
			e->n++;
		}
		bo_arena_clear(&arena);
	}
	return status;
}

enum bo_status run_audience_export(struct cli *cli)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
	const char *path = given_text(cli, "--file");
	struct exporting e = { .audience_id = audience->id };
	json_t *object;
	enum bo_status status = export_to(cli, path, write_all, &e);

	if (status || !path)
		return status;
	object = json_object();
	put_text(cli, object, "audience", audience->name);
	put_text(cli, object, "file", path);
	put_number(cli, object, "count", e.n);
	return out_done(cli, "export", object, "%" PRId64 " member%s written to %s.", e.n,
			e.n == 1 ? "" : "s", path);
}
