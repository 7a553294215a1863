/* SPDX-License-Identifier: BSL-1.0 */
/* Digits and answers as text, on a PC and on a bare board: C99, no library. The includer defines
   `static void put_text(const char *text)`. */
#ifndef SHOW_DIGIT_H
#define SHOW_DIGIT_H

#include "digits.h"

enum {
  CLASSES = 10,
  PIXELS = DIGIT_SIDE * DIGIT_SIDE,
  DIGITS_IN_ROW = 5,
  CELL_COLUMNS = 14, /* characters of one digit */
  CELL_ROWS = 10
};

/* What a network says of one image. */
struct answer {
  int digit;
  int percent; /* of certainty: softmax of the scores */
};

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

/* Right-aligned in three characters. */
static void put_percent(int percent) {
  put_text(percent < 10 ? "  " : percent < 100 ? " " : "");
  put_number((unsigned long)percent);
  put_text("%");
}

/* e^x for x <= 0, as (1 + x / 4096)^4096: good to a percent, which is what gets shown. */
static float rough_exp(float x) {
  if (x < -20.0f) return 0.0f;
  float power = 1.0f + x / 4096.0f;
  for (int squarings = 0; squarings < 12; ++squarings) power *= power;
  return power;
}

static struct answer answer_of(const float* scores) {
  int best = 0;
  for (int i = 1; i < CLASSES; ++i)
    if (scores[i] > scores[best]) best = i;
  float sum = 0.0f;
  for (int i = 0; i < CLASSES; ++i) sum += rough_exp(scores[i] - scores[best]);
  const struct answer answer = {best, (int)(100.0f / sum + 0.5f)};
  return answer;
}

/* Digit i as the networks expect it. */
static void load_digit(int i, float* image) {
  for (int k = 0; k < PIXELS; ++k) image[k] = (float)digits[i][k] / 255.0f;
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

/* The digits [first, first + DIGITS_IN_ROW) side by side. */
static void show_digits(int first) {
  for (int row = 0; row < CELL_ROWS; ++row) {
    for (int i = first; i < first + DIGITS_IN_ROW; ++i) {
      char line[CELL_COLUMNS + 3];
      for (int column = 0; column < CELL_COLUMNS; ++column)
        line[column] = shade_of(digits[i], row, column);
      line[CELL_COLUMNS] = line[CELL_COLUMNS + 1] = ' ';
      line[CELL_COLUMNS + 2] = 0;
      put_text(line);
    }
    put_text("\n");
  }
}

static int is_right(const struct answer* answers, int i) {
  return answers[i].digit == digit_labels[i];
}

/* The answer under each of them: "a 7, 98%", with "(!)" where it is wrong. */
static void show_answers(const struct answer* answers, int first) {
  for (int i = first; i < first + DIGITS_IN_ROW; ++i) {
    put_text("  a ");
    put_number((unsigned long)answers[i].digit);
    put_text(", ");
    put_percent(answers[i].percent);
    put_text(is_right(answers, i) ? "    " : " (!)");
  }
  put_text("\n\n");
}

/* All shipped digits with their answers. */
static void show_all(const struct answer* answers) {
  for (int first = 0; first < DIGIT_COUNT; first += DIGITS_IN_ROW) {
    show_digits(first);
    show_answers(answers, first);
  }
}

/* "0 100%  1  99% …, 10 of 10 right": one line, to compare machines by. Returns the number of right
   answers. */
static int put_summary(const struct answer* answers) {
  int right = 0;
  for (int i = 0; i < DIGIT_COUNT; ++i) {
    put_number((unsigned long)answers[i].digit);
    put_text(" ");
    put_percent(answers[i].percent);
    put_text("  ");
    right += is_right(answers, i);
  }
  put_number((unsigned long)right);
  put_text(" of ");
  put_number(DIGIT_COUNT);
  put_text(" right");
  return right;
}

#endif
