/*
 * Printers: set up, listed, chosen for a till, discovered.
 */
#include "cli/given.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

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

/* Of --folder or --queue; NULL where neither was given. */
static const char *read_target(const struct cli *cli, enum bo_transport *transport)
{
	const char *folder = given_text(cli, "--folder");

	*transport = folder ? BO_TRANSPORT_FOLDER : BO_TRANSPORT_CUPS;
	return folder ? folder : given_text(cli, "--queue");
}

static enum bo_status run_add(struct cli *cli)
{
	enum bo_transport transport;
	const char *target = read_target(cli, &transport), *media = given_text(cli, "--media");
	int64_t id = 0;
	enum bo_status status = bo_printer_add(
		cli->bo, given_text(cli, "NAME"), transport, target, media ? media : "",
		(int)given_number(cli, "--dpi", 0), given(cli, "--default"), &id);

	return status ? status : show_printer(cli, id, "added");
}

LISTS(run_list, bo_printers, object_printer, bo_printer_list(cli->bo, &cli->arena, &found))

static enum bo_status run_edit(struct cli *cli)
{
	const struct bo_printer *printer = given_row(cli, "P");
	enum bo_transport transport;
	const char *target = read_target(cli, &transport);
	enum bo_status status = BO_OK;

	if (target && transport != printer->transport)
		return say_invalid(cli, "printer", printer->name,
				   "%s prints %s; add another printer for the other way.",
				   printer->name,
				   printer->transport == BO_TRANSPORT_FOLDER ? "into a folder"
									     : "through CUPS");
	status = bo_printer_edit(cli->bo, printer->id, given_text(cli, "--name"), target,
				 given_text(cli, "--media"), (int)given_number(cli, "--dpi", -1),
				 given(cli, "--default") ? 1 : -1, given_yes(cli, "--disabled"));
	return status ? status : show_printer(cli, printer->id, "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct bo_printer *printer = given_row(cli, "P");
	enum bo_status status = bo_printer_delete(cli->bo, printer->id);

	if (status)
		return status;
	return out_done(cli, "printer", object_of(cli, &object_printer, printer),
			"Printer %s deleted.", printer->name);
}

static enum bo_status run_use(struct cli *cli)
{
	struct bo_printer printer = { 0 };
	enum bo_status status = bo_printer_use(cli->bo, given_id(cli, "P|none"));

	if (!status)
		status = bo_printer_of_till(cli->bo, &cli->arena, &printer);
	if (status)
		return status;
	return out_done(cli, "printer", object_of(cli, &object_printer, &printer),
			"Till %s prints on %s.", cli->till, printer.name);
}

LISTS(run_discover, bo_queues, object_queue, bo_print_queues(cli->bo, &cli->arena, &found))

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
	{ "print printers list", "List the printers.", run_list, READS, BO_MAY_WORK_HERE, NOTHING },
	{ "print printers add", "Add a printer: a folder of PDF files or a CUPS queue.", run_add,
	  WRITES, BO_MAY_SET_UP_PRINTERS,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."), TARGET(1)) },
	{ "print printers edit", "Change a printer.", run_edit, WRITES, BO_MAY_SET_UP_PRINTERS,
	  TAKES(ARG("P", PRINTER, NEEDED, "The printer."),
		ARG("--name NAME", TEXT, 0, "The new name."), TARGET(-1),
		ARG("--disabled yes|no", WORD, 0, "Whether it is out of use.")) },
	{ "print printers delete", "Delete a printer nothing waits for.", run_delete, WRITES,
	  BO_MAY_SET_UP_PRINTERS, TAKES(ARG("P", PRINTER, NEEDED, "The printer.")) },
	{ "print printers use", "Print this till's tickets there; none: on the default.", run_use,
	  WRITES, BO_MAY_SELL, TAKES(ARG("P|none", PRINTER, NEEDED, "The printer.")) },
	{ "print printers discover", "List the queues CUPS knows.", run_discover, READS,
	  BO_MAY_WORK_HERE, NOTHING },
	{ 0 }
};
