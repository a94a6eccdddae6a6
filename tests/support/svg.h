/*
 * A surface as an SVG picture, for the README.
 */
#ifndef SUPPORT_SVG_H
#define SUPPORT_SVG_H

#include "ui/draw/surface.h"

/* Writes it with the 256-colour scheme on a dark ground, in a window with a title. */
void svg_write(const struct ui_surface *surface, const char *title, FILE *file);

#endif
