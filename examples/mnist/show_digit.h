/* SPDX-License-Identifier: BSL-1.0 */
/* Digits and answers as text, on a PC and on a bare board: C99, no library. The includer defines
   `void put_text(const char *text)`. */
#ifndef SHOW_DIGIT_H
#define SHOW_DIGIT_H

#include "digits.h"

enum { DIGITS_IN_ROW = 5, CELL_COLUMNS = 14, CELL_ROWS = 10 };

static void put_text(const char* text);

static void put_number(unsigned long n) {
  char text[24];
  int at = 23;
  text[at] = 0;
  do {
    text[--at] = (char)('0' + (int)(n % 10));
    n /= 10;
  } while (n != 0);
  put_text(text + at);
}

/* Mean of the pixels that fall into one character, as a shade. */
static char shade_of(const unsigned char* image, int row, int column) {
  static const char shades[] = " .:-=+*#%@";
  const int top = row * DIGIT_SIDE / CELL_ROWS, bottom = (row + 1) * DIGIT_SIDE / CELL_ROWS;
  const int left = column * DIGIT_SIDE / CELL_COLUMNS;
  const int right = (column + 1) * DIGIT_SIDE / CELL_COLUMNS;
  int sum = 0;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) sum += image[y * DIGIT_SIDE + x];
  return shades[sum * 9 / (255 * (bottom - top) * (right - left))];
}

/* Digits [first, first + DIGITS_IN_ROW) side by side. */
static void show_digits(int first) {
  for (int row = 0; row < CELL_ROWS; ++row) {
    for (int i = 0; i < DIGITS_IN_ROW; ++i) {
      char line[CELL_COLUMNS + 3];
      for (int column = 0; column < CELL_COLUMNS; ++column)
        line[column] = shade_of(digits[first + i], row, column);
      line[CELL_COLUMNS] = line[CELL_COLUMNS + 1] = ' ';
      line[CELL_COLUMNS + 2] = 0;
      put_text(line);
    }
    put_text("\n");
  }
}

/* The answer under each digit, and whether it is right. */
static int show_answers(const int* answers, int first) {
  int right = 0;
  for (int i = 0; i < DIGITS_IN_ROW; ++i) {
    const int correct = answers[first + i] == digit_labels[first + i];
    put_text("   it is a ");
    put_number((unsigned long)answers[first + i]);
    put_text(correct ? "    " : " (!)");
    right += correct;
  }
  put_text("\n\n");
  return right;
}

/* All shipped digits with their answers; how many of those are right. */
static int show_all(const int* answers) {
  int right = 0;
  for (int first = 0; first < DIGIT_COUNT; first += DIGITS_IN_ROW) {
    show_digits(first);
    right += show_answers(answers, first);
  }
  return right;
}

/* "0123456789, 10 of 10 right": one line to compare machines by. */
static void put_summary(const int* answers, int right) {
  for (int i = 0; i < DIGIT_COUNT; ++i) put_number((unsigned long)answers[i]);
  put_text(", ");
  put_number((unsigned long)right);
  put_text(" of ");
  put_number(DIGIT_COUNT);
  put_text(" right");
}

static int largest_of(const float* scores, int count) {
  int best = 0;
  for (int i = 1; i < count; ++i)
    if (scores[i] > scores[best]) best = i;
  return best;
}

static void load_digit(int i, float* x) {
  for (int k = 0; k < DIGIT_SIDE * DIGIT_SIDE; ++k) x[k] = (float)digits[i][k] / 255.0f;
}

#endif
