/*
 * The table of commands, in the order the manual has them.
 */
#include "cli/commands.h"

#define STORE true
#define NO_STORE false

const struct command commands[] = {
	{ "init", "[--training]", "Make a new, empty store.", run_init, 0, 0, NO_STORE },
	{ "demo", "", "Make a training store with a season, staff and some sales.", run_demo, 0, 0,
	  NO_STORE },
	{ "check", "", "Read the whole store and recount everything.", run_check, 0, 0, STORE },
	{ "backup", "FILE", "Copy the store while others go on selling.", run_backup, 1, 1, STORE },
	{ "restore", "FILE", "Put a backup in the place of the store, which is kept beside it.",
	  run_restore, 1, 1, NO_STORE },

	{ "staff add", "NAME --role R [--pin PIN]",
	  "Add somebody who works here; the first of a store needs no --staff.", run_staff_add, 1,
	  1, STORE },
	{ "staff list", "", "List who works here.", run_staff_list, 0, 0, STORE },
	{ "staff edit", "NAME [--name NAME] [--role R] [--pin PIN] [--disabled yes|no]",
	  "Change a name, role or PIN.", run_staff_edit, 1, 1, STORE },
	{ "staff disable", "NAME", "Let somebody act no more; what was done stays.",
	  run_staff_disable, 1, 1, STORE },

	{ "option list", "", "List the house's options and what they are.", run_option_list, 0, 0,
	  STORE },
	{ "option set", "NAME VALUE", "Set an option of the house.", run_option_set, 2, 2, STORE },

	{ "season add", "NAME --from D --to D", "Add a season; both days are included.",
	  run_season_add, 1, 1, STORE },
	{ "season list", "", "List the seasons.", run_season_list, 0, 0, STORE },
	{ "house add", "NAME --capacity N [--zone TZ]", "Add a house with its capacity.",
	  run_house_add, 1, 1, STORE },
	{ "house list", "", "List the houses.", run_house_list, 0, 0, STORE },
	{ "show add", "TITLE --season S --house H [--event-type T] [--listed D]",
	  "Add a show to a season.", run_show_add, 1, 1, STORE },
	{ "show list", "[--season S]", "List the shows.", run_show_list, 0, 0, STORE },

	{ "performance add",
	  "SHOW (--at T... | --from D --to D --on DAYS --time HH:MM) [--capacity N] "
	  "[--advance N|none]",
	  "Add performances, one by one or by dates and weekdays.", run_performance_add, 1, 1,
	  STORE },
	{ "performance list", "[SHOW] [--season S] [--from T] [--limit N]",
	  "List performances with the places left.", run_performance_list, 0, 1, STORE },
	{ "performance move", "P --to T", "Move a performance; relative windows move along.",
	  run_performance_move, 1, 1, STORE },
	{ "performance edit", "P [--capacity N] [--advance N|none]",
	  "Change capacity or max advance sales.", run_performance_edit, 1, 1, STORE },
	{ "performance cancel", "P", "Stop its sales; what was sold stays sold.",
	  run_performance_cancel, 1, 1, STORE },
	{ "performance delete", "P", "Delete it, if nothing was ever sold or is held.",
	  run_performance_delete, 1, 1, STORE },

	{ "voucher-type add",
	  "NAME --season S --category C --price A --availability A [--includes \"N TYPE\"]... "
	  "[--subscription] [--changeable yes|no] [--account CODE] [--order N]",
	  "Add a voucher type to a season.", run_voucher_type_add, 1, 1, STORE },
	{ "voucher-type edit",
	  "NAME [--season S] [--name NAME] [--price A] [--availability A] "
	  "[--includes \"N TYPE\"]... [--subscription | --no-subscription] [--changeable yes|no] "
	  "[--account CODE] [--order N]",
	  "Change a voucher type; what was sold stays as sold.", run_voucher_type_edit, 1, 1,
	  STORE },
	{ "voucher-type delete", "NAME [--season S]", "Delete one that was never sold.",
	  run_voucher_type_delete, 1, 1, STORE },
	{ "voucher-type list", "[--season S]", "List voucher types.", run_voucher_type_list, 0, 0,
	  STORE },

	{ "redemption apply",
	  "--type T... (--performance P... | --show SHOW...) [--start T] [--end T] [--cap N|none] "
	  "[--codes X,Y] [--min N] [--max N|none] [--step N] [--keep FIELDS] [--dry-run]",
	  "Set where, when and how many of each type are sold; a field left out stays as it is.",
	  run_redemption_apply, 0, 0, STORE },
	{ "redemption list", "[SHOW|P] [--show SHOW | --performance P]",
	  "List redemptions with their windows and limits.", run_redemption_list, 0, 1, STORE },
	{ "redemption delete", "--type T... (--performance P... | --show SHOW...)",
	  "Delete redemptions nothing was sold or is held of.", run_redemption_delete, 0, 0,
	  STORE },

	{ "offers", "[P] [--code C] [--patron X]",
	  "What may be sold now, and why not; without a performance: bundles.", run_offers, 0, 1,
	  STORE },
	{ "sell",
	  "[P] LINES... [--hold ID] [--code C] [--patron X] [--override REASON] "
	  "[--pay KIND:AMOUNT[:REFERENCE]]... [--no-print]",
	  "Sell; exact cash unless --pay says otherwise.", run_sell, 0, ANY_WORDS, STORE },
	{ "hold add", "P LINES... [--code C] [--patron X] [--override REASON]",
	  "Keep places for a while.", run_hold_add, 2, ANY_WORDS, STORE },
	{ "hold list", "", "List what keeps places.", run_hold_list, 0, 0, STORE },
	{ "hold release", "ID", "Give the places back.", run_hold_release, 1, 1, STORE },

	{ "order list", "[--patron X] [--performance P] [--from T] [--to T] [--limit N]",
	  "List orders, newest first.", run_order_list, 0, 0, STORE },
	{ "order show", "N", "Show an order whole.", run_order_show, 1, 1, STORE },
	{ "order refund", "N [--voucher V]... [--pay KIND] [--reason TEXT]",
	  "Give money back for all or some vouchers.", run_order_refund, 1, 1, STORE },
	{ "order exchange",
	  "N [--voucher V]... --to P [--type T] [--pay KIND:AMOUNT[:REFERENCE]]... "
	  "[--override REASON] [--no-print]",
	  "Exchange vouchers for another performance or type.", run_order_exchange, 1, 1, STORE },
	{ "order reprint", "N [--voucher V]... [--reason TEXT] [--no-print]",
	  "Issue tickets anew; the old codes are void.", run_order_reprint, 1, 1, STORE },

	{ "voucher list", "[--patron X] [--performance P] [--limit N]",
	  "List vouchers; the limit counts orders.", run_voucher_list, 0, 0, STORE },
	{ "voucher show", "V", "Show a voucher, by id or any code it ever had.", run_voucher_show,
	  1, 1, STORE },
	{ "patron add", "NAME [--email E] [--phone TEL]", "Add a patron.", run_patron_add, 1, 1,
	  STORE },
	{ "patron find", "WORDS... [--limit N]",
	  "Find patrons by the beginnings of words of name or e-mail.", run_patron_find, 1,
	  ANY_WORDS, STORE },
	{ "patron show", "X [--limit N]", "Show a patron and what was bought.", run_patron_show, 1,
	  1, STORE },

	{ "print queue", "[--order N] [--printer P] [--all] [--limit N]",
	  "List what is not on paper yet, and why.", run_print_queue, 0, 0, STORE },
	{ "print settle", "ID printed|spoiled [--no-print]",
	  "Say what a look at the printer showed; spoiled issues a new ticket.", run_print_settle,
	  2, 2, STORE },
	{ "print retry", "ID [--no-print]", "Send a failed job again.", run_print_retry, 1, 1,
	  STORE },
	{ "print printers list", "", "List the printers.", run_printers_list, 0, 0, STORE },
	{ "print printers add", "NAME (--folder DIR | --queue NAME) [--media MEDIA] [--default]",
	  "Add a printer: a folder of PDF files or a CUPS queue.", run_printers_add, 1, 1, STORE },
	{ "print printers edit",
	  "P [--name NAME] [--folder DIR | --queue NAME] [--media MEDIA] [--default] "
	  "[--disabled yes|no]",
	  "Change a printer.", run_printers_edit, 1, 1, STORE },
	{ "print printers delete", "P", "Delete a printer nothing waits for.", run_printers_delete,
	  1, 1, STORE },
	{ "print printers use", "P|none", "Print this till's tickets there; none: on the default.",
	  run_printers_use, 1, 1, STORE },
	{ "print printers discover", "", "List the queues CUPS knows.", run_printers_discover, 0, 0,
	  STORE },
	{ "print template check", "FILE", "Check a ticket template; change nothing.",
	  run_template_check, 1, 1, STORE },
	{ "print template set", "FILE", "Check a ticket template and use it from now on.",
	  run_template_set, 1, 1, STORE },
	{ "print template show", "", "Write out the ticket template in force.", run_template_show,
	  0, 0, STORE },
	{ "print preview", "FILE [--voucher V]", "Draw a specimen, or a voucher's ticket, as PDF.",
	  run_print_preview, 1, 1, STORE },
	{ "print worker", "--printer P [--drain | --listen] [--deadline SECONDS]",
	  "Carry out the print jobs of one printer.", run_print_worker, 0, 0, STORE },

	{ "journal show", "[--order N] [--kind K] [--from T] [--to T] [--limit N]",
	  "Show who did what, newest first; --till shows that till's.", run_journal_show, 0, 0,
	  STORE },
	{ "journal verify", "[--anchor TEXT]", "Check every chain for edits, gaps and cut tails.",
	  run_journal_verify, 0, 0, STORE },

	{ "help", "[COMMAND]... [--man]", "What there is, or how a command is used.", run_help, 0,
	  ANY_WORDS, NO_STORE },
	{ "version", "", "The version of this program.", run_version, 0, 0, NO_STORE },
};

const size_t n_commands = sizeof commands / sizeof *commands;
