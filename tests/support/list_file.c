#include "support/list_file.h"
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void list_file_begin(struct list_file *file)
{
	const char *base = getenv("TMPDIR");

	*file = (struct list_file){ .bo = test_office() };
	OK(file->bo, bo_audience_add(file->bo, "List", 1, &file->list));
	snprintf(file->folder, sizeof file->folder, "%s/boxoffice-list-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(file->folder));
	snprintf(file->path, sizeof file->path, "%s/list.csv", file->folder);
	file->options = (struct bo_import_options){ .encoding = BO_ENCODING_COUNT, .header = -1 };
}

static void close_last(struct list_file *file)
{
	bo_import_close(file->import);
	file->import = NULL;
	bo_arena_clear(&file->arena);
}

void list_file_end(struct list_file *file)
{
	close_last(file);
	unlink(file->path);
	assert_int_equal(rmdir(file->folder), 0);
	test_office_end(file->bo);
}

const char *list_file_read(struct list_file *file, enum bo_import_kind kind, const void *bytes,
			   size_t n)
{
	FILE *out = fopen(file->path, "w");
	enum bo_status status;

	close_last(file);
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
	file->tally = (struct bo_import_tally){ .done = false };
	file->options.kind = kind;
	file->options.audience_id = file->list;
	status = bo_import_open(file->bo, file->path, &file->options, &file->import);
	while (!status && !file->tally.done)
		status = bo_import_step(file->import, &file->tally);
	return status ? bo_error(file->bo)->message : "";
}

const char *list_file_understood(struct list_file *file)
{
	const char *text = file->import ? bo_import_understood(file->import, &file->arena) : "";

	assert_non_null(text);
	return text;
}

const char *list_file_rows(struct list_file *file, const char *query)
{
	char *all = bo_arena_copy(&file->arena, "");
	struct sql_rows *rows;

	assert_non_null(file->import);
	if (file->tally.n_faults)
		print_error("%s\n", file->tally.fault[0].message);
	OK(file->bo, bo_import_apply(file->import, false, NULL, NULL, NULL));
	OK(file->bo, sql_query(file->bo, &rows, query, ""));
	while (sql_next(rows)) {
		const char *text = sql_text(rows, 0);

		all = bo_arena_printf(&file->arena, "%s%s%s", all, *all ? "; " : "",
				      text ? text : "");
	}
	OK(file->bo, sql_end(rows));
	return all;
}

void list_file_forget(struct list_file *file)
{
	static const char *const what[] = { "DELETE FROM member",
					    "UPDATE audience SET members = 0",
					    "DELETE FROM import_mapping",
					    "DELETE FROM patron_word WHERE patron_id <> 1",
					    "DELETE FROM patron_label",
					    "DELETE FROM patron_event",
					    "DELETE FROM patron WHERE id <> 1" };

	OK(file->bo, act_begin(file->bo));
	for (size_t i = 0; i < sizeof what / sizeof *what; i++)
		OK(file->bo, sql_run(file->bo, what[i], ""));
	OK(file->bo, act_end(file->bo, BO_OK));
}
