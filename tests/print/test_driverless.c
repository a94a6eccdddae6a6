/*
 * Through a real scheduler to a real driverless printer whose only paper is ticket stock: the size
 * that arrives is the ticket's, as PDF and as raster, and its codes are read from what arrived.
 */
#include "support/cups.h"
#include "support/raster.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE = 30 };

struct stage {
	struct paper p;
	int64_t printer, order;
	char folder[200];
};

/* A port that the kernel chose, free again at once. */
static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0 &&
		    getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	close(fd);
	return ntohs(at.sin_port);
}

static void open_stage(struct stage *s, const char *format)
{
	char command[600];
	int port = free_port();

	memset(s, 0, sizeof *s);
	snprintf(s->folder, sizeof s->folder, "%s/boxoffice-eve-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(s->folder));
	snprintf(command, sizeof command,
		 "sh tests/support/ticketprinter.sh up '%s' %d %s && lpadmin -p eve -E -v "
		 "ipp://localhost:%d/ipp/print -m everywhere",
		 s->folder, port, format, port);
	cupsd_run(command);
	paper_open(&s->p, "Hamlet");
	test_act_as(s->p.bo, BO_ROLE_MANAGER);
	OK(s->p.bo,
	   bo_printer_add(s->p.bo, "Eve", BO_TRANSPORT_CUPS, "eve", "", 0, false, &s->printer));
	OK(s->p.bo, bo_printer_use(s->p.bo, s->printer));
}

static void close_stage(struct stage *s)
{
	char command[300];

	snprintf(command, sizeof command,
		 "sh tests/support/ticketprinter.sh down '%s'; lpadmin -x eve", s->folder);
	cupsd_run(command);
	paper_remove(s->folder);
	paper_close(&s->p);
}

/* Sells one and brings it to paper; its code. */
static const char *print_one(struct stage *s)
{
	struct bo_order order;
	struct bo_print_filter filter = { 0 };
	struct bo_print_jobs jobs;
	bool worked;

	s->order = paper_sell(&s->p, s->p.adult, 1);
	OK(s->p.bo, bo_print_step(s->p.bo, s->printer, DEADLINE, &worked));
	filter.order_id = s->order;
	OK(s->p.bo, bo_print_job_list(s->p.bo, &s->p.arena, &filter, &jobs));
	if (jobs.row[0].state != BO_JOB_PRINTED)
		print_error("%s: %s\n", bo_job_state_code(jobs.row[0].state), jobs.row[0].message);
	assert_int_equal(jobs.row[0].state, BO_JOB_PRINTED);
	OK(s->p.bo, bo_order_get(s->p.bo, &s->p.arena, s->order, &order));
	return order.voucher[0].code;
}

/* What the printer was asked for: this paper, though its default is another; one side, one copy. */
static void assert_asked(struct stage *s)
{
	const char *asked = paper_run(&s->p.arena, "cat '%s/asked'", s->folder);

	assert_non_null(strstr(asked, "IPP_MEDIA_COL={media-size={x-dimension=5080 "
				      "y-dimension=13970}"));
	assert_non_null(strstr(asked, "IPP_SIDES=one-sided"));
	assert_null(strstr(asked, "IPP_COPIES=2"));
}

/* 203 dots, as the printer says of itself.  The Code 128 lies 19.2 mm into the stub, 9.4 wide. */
static void assert_read(const char *dots, const char *code)
{
	static const struct strip strip = { 1058, 0, 20, 406 };

	for (enum decoder d = 0; d < DECODER_COUNT; d++) {
		assert_true(raster_reads_qr(dots, d, code));
		assert_true(raster_reads_code128(dots, strip, d, code));
	}
}

static void test_pdf(void **state)
{
	struct stage s;
	const char *code, *file;

	(void)state;
	open_stage(&s, "application/pdf");
	code = print_one(&s);
	assert_asked(&s);
	file = bo_arena_printf(&s.p.arena, "%s/got", s.folder);
	for (enum renderer r = 0; r < RENDERER_COUNT; r++) {
		struct raster raster = { r, 203, true };

		assert_read(raster_make(&s.p.arena, file, &raster), code);
	}
	close_stage(&s);
}

/* --- PWG raster (PWG 5102.4) --- */

enum { TURN = 90 }; /* as the paper leaves the printer, the stub first or last */
enum { PWG_SYNC = 4, PWG_HEADER = 1796, PWG_WIDTH = 372, PWG_HEIGHT = 376, PWG_BITS = 388 };

static unsigned number_at(const unsigned char *header, int offset)
{
	const unsigned char *p = header + offset;

	return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 | (unsigned)p[2] << 8 | p[3];
}

/* One line of 8-bit greys. */
static void read_line(FILE *in, unsigned char *line, unsigned width)
{
	for (unsigned x = 0; x < width;) {
		int n = fgetc(in), value;

		assert_true(n != EOF && n != 128);
		if (n < 128)
			for (value = fgetc(in); n >= 0 && x < width; n--)
				line[x++] = (unsigned char)value;
		else
			for (n = 257 - n; n > 0 && x < width; n--)
				line[x++] = (unsigned char)fgetc(in);
	}
}

/* Into a grey picture beside it; the size is the caller's to judge. */
static const char *pwg_picture(struct stage *s, unsigned *width, unsigned *height)
{
	const char *path = bo_arena_printf(&s->p.arena, "%s/got", s->folder);
	const char *made = bo_arena_printf(&s->p.arena, "%s/got.pnm", s->folder);
	unsigned char header[PWG_SYNC + PWG_HEADER], *line;
	FILE *in = fopen(path, "rb"), *out = fopen(made, "wb");

	assert_true(in && out);
	assert_int_equal(fread(header, 1, sizeof header, in), sizeof header);
	assert_memory_equal(header, "RaS2", PWG_SYNC);
	*width = number_at(header, PWG_SYNC + PWG_WIDTH);
	*height = number_at(header, PWG_SYNC + PWG_HEIGHT);
	assert_int_equal(number_at(header, PWG_SYNC + PWG_BITS), 8);
	assert_true(*width < 5000 && *height < 5000);
	line = malloc(*width);
	assert_non_null(line);
	fprintf(out, "P5\n%u %u\n255\n", *width, *height);
	for (unsigned y = 0; y < *height;) {
		int again = fgetc(in);

		assert_true(again != EOF);
		read_line(in, line, *width);
		for (; again >= 0 && y < *height; again--, y++)
			fwrite(line, 1, *width, out);
	}
	free(line);
	fclose(in);
	assert_int_equal(fclose(out), 0);
	return made;
}

static void test_raster(void **state)
{
	struct stage s;
	unsigned width, height;
	const char *code, *dots;

	(void)state;
	open_stage(&s, "image/pwg-raster");
	code = print_one(&s);
	assert_asked(&s);
	dots = pwg_picture(&s, &width, &height);
	/* Two inches across the head, and no inch of paper more than the ticket's. */
	assert_int_equal(width, 406);
	assert_in_range(height, 1115, 1118);
	paper_run(&s.p.arena, "pamflip -rotate%d '%s' >'%s.whole'", TURN, dots, dots);
	assert_read(bo_arena_printf(&s.p.arena, "%s.whole", dots), code);
	close_stage(&s);
}

static void test_no_such_paper(void **state)
{
	struct stage s;
	const char *text;
	char *larger, *at;
	struct bo_printer printer;
	bool worked;

	(void)state;
	open_stage(&s, "application/pdf");
	SAYS(s.p.bo, BO_INVALID, "does not know the medium na_letter_8.5x11in",
	     bo_printer_edit(s.p.bo, s.printer, NULL, NULL, "na_letter_8.5x11in", -1, -1, -1));
	SAYS(s.p.bo, BO_INVALID, "does not know the medium",
	     bo_printer_add(s.p.bo, "Other", BO_TRANSPORT_CUPS, "eve", "iso_a4_210x297mm", 0, false,
			    &s.order));
	OK(s.p.bo, bo_template_get(s.p.bo, &s.p.arena, &text));
	larger = bo_arena_copy(&s.p.arena, text);
	at = strstr(larger, "ticket 139.7x50.8mm");
	assert_non_null(at);
	memcpy(at, "ticket 160.0x50.8mm", strlen("ticket 160.0x50.8mm"));
	OK(s.p.bo, bo_template_set(s.p.bo, larger));
	s.order = paper_sell(&s.p, s.p.adult, 1);
	OK(s.p.bo, bo_print_step(s.p.bo, s.printer, DEADLINE, &worked));
	assert_false(worked);
	OK(s.p.bo, bo_printer_find(s.p.bo, &s.p.arena, "Eve", &printer));
	assert_true(printer.stopped);
	assert_non_null(strstr(printer.status, "has no paper of 160 x 50.8 mm"));
	assert_non_null(strstr(printer.status, "the nearest it has is "));
	assert_non_null(strstr(printer.status, "2x7in"));
	cupsd_run("[ -z \"$(lpstat -o eve)\" ]");
	/* Somebody decides for the longer stock. */
	OK(s.p.bo, bo_template_set(s.p.bo, text));
	OK(s.p.bo, bo_print_step(s.p.bo, s.printer, DEADLINE, &worked));
	close_stage(&s);
}

/* What the packages of a real machine bring: a PDF as it is, and a PDF as raster. */
static int start_world(void **state)
{
	(void)state;
	cupsd_open();
	cupsd_run("ln -sf /usr/lib/cups/backend/ipp \"$FOLDER/bin/backend/ipp\"");
	cupsd_run("printf 'application/pdf application/vnd.cups-pdf 0 asis\\n"
		  "application/pdf image/pwg-raster 50 topwg\\n' >\"$FOLDER/etc/local.convs\"");
	cupsd_run("printf '#!/bin/sh\\nexec cat ${6:+\"$6\"}\\n' >\"$FOLDER/bin/filter/asis\"");
	cupsd_run("printf '#!/bin/sh\\ncat ${6:+\"$6\"} >\"$TMPDIR/page.$1\"; exec gs -q -dSAFER "
		  "-dBATCH -dNOPAUSE -sDEVICE=pwgraster -dcupsColorSpace=18 -dcupsBitsPerColor=8 "
		  "-r203 -o - \"$TMPDIR/page.$1\"\\n' >\"$FOLDER/bin/filter/topwg\"");
	cupsd_run("chmod 755 \"$FOLDER/bin/filter/asis\" \"$FOLDER/bin/filter/topwg\"");
	cupsd_signal(9);
	cupsd_again();
	return 0;
}

static int end_world(void **state)
{
	(void)state;
	cupsd_close();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pdf),
		cmocka_unit_test(test_raster),
		cmocka_unit_test(test_no_such_paper),
	};

	return cmocka_run_group_tests_name("print/driverless", tests, start_world, end_world);
}
