/*
 * Pictures of screens: every glyph in its place, nothing that breaks the XML.
 */
#include "support/demo_screen.h"
#include "support/golden.h"
#include "support/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *picture(const struct ui_surface *surface, const char *title)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	assert_non_null(f);
	svg_write(surface, title, f);
	assert_int_equal(fclose(f), 0);
	return text;
}

static int count(const char *text, const char *what)
{
	int n = 0;

	for (const char *p = strstr(text, what); p; p = strstr(p + 1, what))
		n++;
	return n;
}

static void a_surface_becomes_well_formed(void **state)
{
	struct ui_surface s;

	(void)state;
	assert_true(ui_surface_init(&s, 3, 20));
	ui_put(&s, 0, 0, UI_ROLE_NORMAL, "a<b> & \"c\"");
	ui_put(&s, 1, 4, UI_ROLE_SELECTED, "日本");
	char *text = picture(&s, "x & <y>");

	assert_non_null(strstr(text, "a&lt;b&gt; &amp; \"c\"</text>"));
	assert_non_null(strstr(text, ">x &amp; &lt;y&gt;<"));
	assert_non_null(strstr(text, ">日本</text>"));
	assert_int_equal(count(text, "<text "), count(text, "</text>"));
	assert_int_equal(count(text, "<svg"), count(text, "</svg>"));
	free(text);
	ui_surface_free(&s);
}

static void a_whole_screen_is_there(void **state)
{
	struct app_options options = demo_options();
	const char *path = getenv("SVG_OUT");
	struct golden g;
	struct app app;

	(void)state;
	app_init(&app, &options);
	assert_true(app_push(&app, &demo_screen, NULL, 0));
	golden_open(&g, &app, 24, 80);
	golden_keys(&g, "hello<F9>");
	char *text = picture(&g.surface, "Demo");

	assert_non_null(strstr(text, "Zoë Ölçer 40.00 €"));
	assert_non_null(strstr(text, "Refused: sold out."));
	if (path) { /* to look at */
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		fputs(text, f);
		fclose(f);
	}
	free(text);
	golden_close(&g);
	app_clear(&app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_surface_becomes_well_formed),
		cmocka_unit_test(a_whole_screen_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
