/*
 * Printers: set up, listed, chosen for a till, discovered.
 */
#include "cli/legacy.h"
#include "cli/legacy_parse.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>
#include <string.h>

enum { DPI_MAX = 100000 };

static enum bo_status show_printer(struct cli *cli, int64_t id, const char *done)
{
	struct bo_printer printer = { 0 };
	enum bo_status status = bo_printer_get(cli->bo, &cli->arena, id, &printer);
	json_t *object;

	if (status)
		return status;
	object = object_of(cli, &object_printer, &printer);
	paper_warn(cli, object, NULL, 0, 0);
	return out_done(cli, "printer", object, "Printer %s %s: %s %s%s (id %" PRId64 ").",
			printer.name, done, bo_transport_code(printer.transport), printer.target,
			printer.is_default ? ", the default" : "", printer.id);
}

/* Either --folder or --queue; both NULL is fine unless needed. */
static enum bo_status read_target(struct cli *cli, bool needed, const char **target,
				  enum bo_transport *transport)
{
	const char *folder = args_value(&cli->args, OPT_FOLDER);
	const char *queue = args_value(&cli->args, OPT_QUEUE);

	if (folder && queue)
		return say_invalid(cli, "queue", queue,
				   "A printer is a --folder or a --queue, not both.");
	if (needed && !folder && !queue)
		return say_invalid(cli, "folder", NULL, "Where to?  Give --folder or --queue.");
	*target = folder ? folder : queue;
	*transport = folder ? BO_TRANSPORT_FOLDER : BO_TRANSPORT_CUPS;
	return BO_OK;
}

static enum bo_status run_add(struct cli *cli)
{
	const char *target, *media = args_value(&cli->args, OPT_MEDIA);
	enum bo_transport transport;
	int64_t id = 0, dpi = 0;
	enum bo_status status = read_target(cli, true, &target, &transport);

	if (!status)
		status = option_number(cli, OPT_DPI, 0, DPI_MAX, &dpi);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_printer_add(cli->bo, cli->word[0], transport, target,
					media ? media : "", (int)dpi, &id);
	if (!status && args_has(&cli->args, OPT_DEFAULT))
		status = bo_printer_edit(cli->bo, id, NULL, NULL, NULL, -1, 1, -1);
	return status ? status : show_printer(cli, id, "added");
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_printers found = { 0 };
	enum bo_status status = bo_printer_list(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_printer, found.row, found.n);
}

static enum bo_status run_edit(struct cli *cli)
{
	const char *target;
	enum bo_transport transport;
	struct bo_printer printer = { 0 };
	int disabled = -1;
	int64_t dpi = -1;
	enum bo_status status = read_target(cli, false, &target, &transport);

	if (!status)
		status = option_number(cli, OPT_DPI, 0, DPI_MAX, &dpi);
	if (!status)
		status = option_yes_no(cli, OPT_DISABLED, &disabled);
	if (!status)
		status = bo_printer_find(cli->bo, &cli->arena, cli->word[0], &printer);
	if (!status && target && transport != printer.transport)
		status = say_invalid(cli, "printer", printer.name,
				     "%s prints %s; add another printer for the other way.",
				     printer.name,
				     printer.transport == BO_TRANSPORT_FOLDER ? "into a folder"
									      : "through CUPS");
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_printer_edit(cli->bo, printer.id, args_value(&cli->args, OPT_NAME),
					 target, args_value(&cli->args, OPT_MEDIA), (int)dpi,
					 args_has(&cli->args, OPT_DEFAULT) ? 1 : -1, disabled);
	return status ? status : show_printer(cli, printer.id, "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	struct bo_printer printer = { 0 };
	enum bo_status status = bo_printer_find(cli->bo, &cli->arena, cli->word[0], &printer);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_printer_delete(cli->bo, printer.id);
	if (status)
		return status;
	return out_done(cli, "printer", object_of(cli, &object_printer, &printer),
			"Printer %s deleted.", printer.name);
}

static enum bo_status run_use(struct cli *cli)
{
	bool none = strcmp(cli->word[0], "none") == 0;
	struct bo_printer printer = { 0 };
	enum bo_status status =
		none ? BO_OK : bo_printer_find(cli->bo, &cli->arena, cli->word[0], &printer);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_printer_use(cli->bo, printer.id);
	if (!status)
		status = bo_printer_of_till(cli->bo, &cli->arena, &printer);
	if (status)
		return status;
	return out_done(cli, "printer", object_of(cli, &object_printer, &printer),
			"Till %s prints on %s.", cli->till, printer.name);
}

static enum bo_status run_discover(struct cli *cli)
{
	struct bo_queues found = { 0 };
	enum bo_status status = bo_print_queues(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_queue, found.row, found.n);
}

#define TARGET(group)                                                                              \
	ARG("--folder DIR", PATH, NEEDED, "Print into PDF files in this folder.",                  \
	    EITHER(group, 1)),                                                                     \
		ARG("--queue NAME", TEXT, NEEDED, "Print through this CUPS queue.",                \
		    EITHER(group, 2)),                                                             \
		ARG("--media MEDIA", TEXT, 0, "A PWG media name the queue is told."),              \
		ARG("--dpi N", NUMBER, 0, "Dots in an inch of the printer; 0: as its queue says.", \
		    0, DPI_MAX),                                                                   \
		ARG("--default", FLAG, 0, "For all tills without a printer of their own.")

const struct command printers_commands[] = {
	{ "print printers list", "List the printers.", run_list, READS, BO_MAY_WORK_HERE,
	  STAFF_ONLY, NOTHING },
	{ "print printers add", "Add a printer: a folder of PDF files or a CUPS queue.", run_add,
	  WRITES, BO_MAY_SET_UP_PRINTERS, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."), TARGET(1)) },
	{ "print printers edit", "Change a printer.", run_edit, WRITES, BO_MAY_SET_UP_PRINTERS,
	  STAFF_ONLY,
	  TAKES(ARG("P", PRINTER, NEEDED, "The printer."),
		ARG("--name NAME", TEXT, 0, "The new name."), TARGET(-1),
		ARG("--disabled yes|no", WORD, 0, "Whether it is out of use.")) },
	{ "print printers delete", "Delete a printer nothing waits for.", run_delete, WRITES,
	  BO_MAY_SET_UP_PRINTERS, STAFF_ONLY, TAKES(ARG("P", PRINTER, NEEDED, "The printer.")) },
	{ "print printers use", "Print this till's tickets there; none: on the default.", run_use,
	  WRITES, BO_MAY_SELL, STAFF_ONLY, TAKES(ARG("P|none", PRINTER, NEEDED, "The printer.")) },
	{ "print printers discover", "List the queues CUPS knows.", run_discover, READS,
	  BO_MAY_WORK_HERE, STAFF_ONLY, NOTHING },
	{ 0 }
};
