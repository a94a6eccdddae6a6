/*
 * Every enum that is stored or shown goes to its code and back, has a label where its list has
 * one, and takes neither an unknown code nor a value beyond its list for one of its own.
 */
#include <boxoffice/boxoffice.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A code is there once; unknown ones are the value that has no code, or beyond the list. */
#define CODES(tag, subject, LIST)                                                                  \
	static void subject##_is_read_back(void **state)                                           \
	{                                                                                          \
		bool none = !*subject##_code((enum tag)0);                                         \
		int unknown = none ? 0 : LIST##_COUNT;                                             \
                                                                                                   \
		(void)state;                                                                       \
		assert_true(LIST##_COUNT > 0);                                                     \
		for (int i = 0; i < LIST##_COUNT; i++) {                                           \
			const char *code = subject##_code((enum tag)i);                            \
                                                                                                   \
			assert_true(*code || (none && i == 0));                                    \
			assert_int_equal(subject##_from_code(code), i);                            \
		}                                                                                  \
		assert_int_equal(subject##_from_code("no such code"), unknown);                    \
		assert_int_equal(subject##_from_code(NULL), unknown);                              \
		assert_int_equal(subject##_from_code(""), unknown);                                \
		assert_string_equal(subject##_code(LIST##_COUNT), "");                             \
		assert_string_equal(subject##_code((enum tag)(LIST##_COUNT + 1000)), "");          \
	}
#define WORDS(tag, subject, LIST)                                                                  \
	CODES(tag, subject, LIST)                                                                  \
	static void subject##_has_labels(void **state)                                             \
	{                                                                                          \
		(void)state;                                                                       \
		for (int i = 0; i < LIST##_COUNT; i++)                                             \
			assert_true(*subject##_label((enum tag)i) ||                               \
				    !*subject##_code((enum tag)i));                                \
		assert_string_equal(subject##_label(LIST##_COUNT), "");                            \
	}

#define ALL_WORDS(X)                                                                               \
	X(bo_anchor, bo_anchor, BO_ANCHOR)                                                         \
	X(bo_audience_kind, bo_audience_kind, BO_AUDIENCE_KIND)                                    \
	X(bo_availability, bo_availability, BO_AVAILABILITY)                                       \
	X(bo_basket_state, bo_basket_state, BO_BASKET_STATE)                                       \
	X(bo_campaign_state, bo_campaign_state, BO_CAMPAIGN_STATE)                                 \
	X(bo_category, bo_category, BO_CATEGORY)                                                   \
	X(bo_change_kind, bo_change, BO_CHANGE)                                                    \
	X(bo_channel, bo_channel, BO_CHANNEL)                                                      \
	X(bo_effect, bo_effect, BO_EFFECT)                                                         \
	X(bo_encoding, bo_encoding, BO_ENCODING)                                                   \
	X(bo_event_type, bo_event_type, BO_EVENT_TYPE)                                             \
	X(bo_import_field, bo_import_field, BO_IMPORT_FIELD)                                       \
	X(bo_import_kind, bo_import_kind, BO_IMPORT_KIND)                                          \
	X(bo_job_state, bo_job_state, BO_JOB_STATE)                                                \
	X(bo_opt_out, bo_opt_out, BO_OPT_OUT)                                                      \
	X(bo_performance_purpose, bo_performance_purpose, BO_PERFORMANCE_PURPOSE)                  \
	X(bo_performance_state, bo_performance_state, BO_PERFORMANCE_STATE)                        \
	X(bo_role, bo_role, BO_ROLE)                                                               \
	X(bo_row_fault_kind, bo_row_fault, BO_ROW_FAULT)                                           \
	X(bo_rule, bo_rule, BO_RULE)                                                               \
	X(bo_scope, bo_scope, BO_SCOPE)                                                            \
	X(bo_tender_kind, bo_tender, BO_TENDER)                                                    \
	X(bo_transport, bo_transport, BO_TRANSPORT)                                                \
	X(bo_voucher_state, bo_voucher_state, BO_VOUCHER_STATE)
#define ALL_CODES(X)                                                                               \
	X(bo_day_order, bo_day_order, BO_DAY_ORDER)                                                \
	X(bo_cell_kind, bo_cell, BO_CELL_KIND)                                                     \
	X(bo_target_kind, bo_target, BO_TARGET)                                                    \
	X(bo_term, bo_term, BO_TERM)                                                               \
	X(bo_unlock, bo_unlock, BO_UNLOCK)

ALL_WORDS(WORDS)
ALL_CODES(CODES)

int main(void)
{
#define READ_BACK(tag, subject, LIST) cmocka_unit_test(subject##_is_read_back),
#define HAS_LABELS(tag, subject, LIST) cmocka_unit_test(subject##_has_labels),
	const struct CMUnitTest tests[] = { ALL_WORDS(READ_BACK) ALL_CODES(READ_BACK)
						    ALL_WORDS(HAS_LABELS) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
