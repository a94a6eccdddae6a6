/*
 * Every command there is: one table feeds dispatch, help, and the check of the
 * manual page.  A usage line is also the rule: an option is allowed where its
 * usage line names it, words before the first option are what may follow the
 * command's name, "(A | B)" are alternatives, and "..." says what may be given
 * several times.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

typedef enum bo_status (*command_run)(struct cli *cli);

enum { ANY_WORDS = -1 };

/* Who may besides those a permission names. */
enum { ANYBODY = BO_PERMISSION_COUNT }; /* in place of a permission: nobody need be signed in */
enum open_to {
	STAFF_ONLY,
	FIRST,	/* and whoever makes the first one of a new store */
	SELVES, /* and whoever works here, for themselves */
	OWN,	/* and self-service, with a proof of what belongs to it */
	SELF	/* and self-service */
};

struct command {
	const char *name;  /* "order show" */
	const char *usage; /* what follows the name: "N [--voucher V]..." */
	const char *help;  /* one sentence */
	command_run run;
	int min, max; /* words after the name; ANY_WORDS: no maximum */
	bool store;   /* opens the store and signs people in first */
	int needs;    /* enum bo_permission, or ANYBODY */
	enum open_to open_to;
};

extern const struct command commands[];
extern const size_t n_commands;

/* The command that the first words name, and how many they are; NULL if none. */
const struct command *command_named(const char **word, size_t n, size_t *used);
/* Says what there is instead. */
enum bo_status command_unknown(struct cli *cli) BO_CHECKED;
/* BO_INVALID when words or options do not fit the usage line. */
enum bo_status command_check(struct cli *cli) BO_CHECKED;
/* access.c: the one place where a command is let through or refused, before it runs; the engine
 * asks again for what it reads and writes. */
enum bo_status command_permit(struct cli *cli) BO_CHECKED;
/* usage.c: BO_INVALID when options exclude each other, or one is given twice that may stand once.
 */
enum bo_status usage_check(struct cli *cli) BO_CHECKED;
/* Options that every command takes. */
bool option_is_common(enum option option);
bool usage_names(const char *usage, const char *option);

/* access.c: the table of commands by who may use them. */
void access_table(void);

/* help.c */
void help_all(void);
/* Commands whose name begins with these words; false if there is none. */
bool help_on(const char **word, size_t n);
void help_manual(void);

/* One function for each line of the table. */
#define COMMAND_LIST(X)                                                                            \
	X(help)                                                                                    \
	X(version)                                                                                 \
	X(init)                                                                                    \
	X(demo)                                                                                    \
	X(check)                                                                                   \
	X(backup)                                                                                  \
	X(restore)                                                                                 \
	X(staff_add)                                                                               \
	X(staff_list)                                                                              \
	X(staff_edit)                                                                              \
	X(staff_disable)                                                                           \
	X(option_list)                                                                             \
	X(option_set)                                                                              \
	X(season_add)                                                                              \
	X(season_list)                                                                             \
	X(season_copy)                                                                             \
	X(house_add)                                                                               \
	X(house_list)                                                                              \
	X(show_add)                                                                                \
	X(show_edit)                                                                               \
	X(show_list)                                                                               \
	X(show_clone)                                                                              \
	X(performance_add)                                                                         \
	X(performance_list)                                                                        \
	X(performance_move)                                                                        \
	X(performance_edit)                                                                        \
	X(performance_cancel)                                                                      \
	X(performance_delete)                                                                      \
	X(voucher_type_add)                                                                        \
	X(voucher_type_edit)                                                                       \
	X(voucher_type_delete)                                                                     \
	X(voucher_type_clone)                                                                      \
	X(voucher_type_list)                                                                       \
	X(redemption_apply)                                                                        \
	X(redemption_list)                                                                         \
	X(redemption_delete)                                                                       \
	X(redemption_copy)                                                                         \
	X(redemption_undo)                                                                         \
	X(redemption_redo)                                                                         \
	X(offers)                                                                                  \
	X(sell)                                                                                    \
	X(hold_add)                                                                                \
	X(hold_list)                                                                               \
	X(hold_release)                                                                            \
	X(order_list)                                                                              \
	X(order_show)                                                                              \
	X(order_refund)                                                                            \
	X(order_exchange)                                                                          \
	X(order_reprint)                                                                           \
	X(voucher_list)                                                                            \
	X(voucher_show)                                                                            \
	X(voucher_issue)                                                                           \
	X(voucher_reserve)                                                                         \
	X(voucher_change)                                                                          \
	X(voucher_release)                                                                         \
	X(voucher_transfer)                                                                        \
	X(patron_add)                                                                              \
	X(patron_edit)                                                                             \
	X(patron_find)                                                                             \
	X(patron_show)                                                                             \
	X(patron_merge)                                                                            \
	X(patron_duplicates)                                                                       \
	X(patron_labels)                                                                           \
	X(patron_import)                                                                           \
	X(patron_export)                                                                           \
	X(audience_list)                                                                           \
	X(audience_add)                                                                            \
	X(audience_show)                                                                           \
	X(audience_edit)                                                                           \
	X(audience_attendees)                                                                      \
	X(audience_delete)                                                                         \
	X(audience_combine)                                                                        \
	X(audience_generate)                                                                       \
	X(audience_add_member)                                                                     \
	X(audience_edit_member)                                                                    \
	X(audience_remove_member)                                                                  \
	X(audience_usage)                                                                          \
	X(audience_who)                                                                            \
	X(audience_import)                                                                         \
	X(audience_export)                                                                         \
	X(campaign_add)                                                                            \
	X(campaign_list)                                                                           \
	X(campaign_show)                                                                           \
	X(campaign_edit)                                                                           \
	X(campaign_start)                                                                          \
	X(campaign_stop)                                                                           \
	X(campaign_end)                                                                            \
	X(campaign_delete)                                                                         \
	X(campaign_order)                                                                          \
	X(campaign_standing)                                                                       \
	X(campaign_preview)                                                                        \
	X(campaign_who)                                                                            \
	X(print_queue)                                                                             \
	X(print_settle)                                                                            \
	X(print_retry)                                                                             \
	X(printers_list)                                                                           \
	X(printers_add)                                                                            \
	X(printers_edit)                                                                           \
	X(printers_delete)                                                                         \
	X(printers_use)                                                                            \
	X(printers_discover)                                                                       \
	X(template_check)                                                                          \
	X(template_set)                                                                            \
	X(template_show)                                                                           \
	X(print_preview)                                                                           \
	X(print_worker)                                                                            \
	X(report)                                                                                  \
	X(journal_show)                                                                            \
	X(journal_verify)

#define X(name) enum bo_status run_##name(struct cli *cli) BO_CHECKED;
COMMAND_LIST(X)
#undef X

#endif
