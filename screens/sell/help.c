/*
 * What the entry line understands, for the help of the Sell screen; entry.h is its grammar.
 */
#include "sell/state.h"

const struct help_line sell_typed[] = {
	{ "2", "Two of offer 1; with a basket: 2.00 in cash" },
	{ "1+1", "One of offer 1, one of offer 2; 0 leaves one out" },
	{ "2*3", "Two of offer 3; 2* two of offer 1, *3 one of 3" },
	{ "2 yo", "Two of what begins so; 2 adults 1 youth: several" },
	{ "(nothing)", "Exact cash for what is to pay" },
	{ "80  $80", "80.00 in cash; too little is a part payment" },
	{ "+", "The next sum one is likely to be handed" },
	{ "-  -A42", "Card, with the reference of the terminal; card" },
	{ "-20:A42", "20.00 by card, with its reference" },
	{ "--  --20", "Check, all of it or 20.00; check" },
	{ "BARD", "A code that opens an offer, or a member's" },
	{ "/smith", "Looks for the person who buys" },
	{ "anna@x.org", "The person with that e-mail, or what it opens" },
	{ "=", "The lines of the last order again" },
	{ "T…", "Looks up a ticket, takes what it opens here" },
	{ "Up, Down", "Another performance; PageUp, PageDown by pages" },
	{ "Tab", "To a line of the basket: + - or its quantity" },
	{ "Tab Tab", "On to offers that are out of sight, and back" },
	{ NULL, NULL },
};
