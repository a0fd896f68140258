package dev.stitch.launch.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import java.util.BitSet;
import java.util.Map;

/**
 * A cron expression, as the values that each of its five fields allows. A day must be allowed by
 * both of its fields, as Temporal has it and other than in crontab.
 *
 * @param daysOfWeek from 0, Sunday, to 6
 */
record CronFields(
    BitSet minutes, BitSet hours, BitSet daysOfMonth, BitSet months, BitSet daysOfWeek) {

  /** Characters of an expression; with every value listed it has some 450. */
  private static final int MAX_LENGTH = 500;

  private static final CronDefinition FIVE_FIELDS =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .and()
          .withHours()
          .and()
          .withDayOfMonth()
          .and()
          .withMonth()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .and()
          .instance();

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException saying for people what is wrong with it
   */
  static CronFields parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has more than " + MAX_LENGTH + " characters");
    }
    if (trimmed.split("\\s+").length != 5) {
      throw new IllegalArgumentException(
          "must have five fields: minute, hour, day of month, month, day of week;"
              + " \"0 9 * * MON-FRI\" is nine o'clock on working days");
    }
    Cron cron = new CronParser(FIVE_FIELDS).parse(trimmed);
    Map<CronFieldName, CronField> fields = cron.retrieveFieldsAsMap();
    return new CronFields(
        allowed(fields.get(CronFieldName.MINUTE), 0, 59),
        allowed(fields.get(CronFieldName.HOUR), 0, 23),
        allowed(fields.get(CronFieldName.DAY_OF_MONTH), 1, 31),
        allowed(fields.get(CronFieldName.MONTH), 1, 12),
        fromSunday(allowed(fields.get(CronFieldName.DAY_OF_WEEK), 0, 7)));
  }

  /** Sunday is 7 as well as 0. */
  private static BitSet fromSunday(BitSet days) {
    if (days.get(7)) {
      days.set(0);
      days.clear(7);
    }
    return days;
  }

  private static BitSet allowed(CronField field, int first, int last) {
    BitSet values = new BitSet();
    add(values, field.getExpression(), 1, first, last);
    return values;
  }

  private static void add(
      BitSet values, FieldExpression expression, int step, int first, int last) {
    switch (expression) {
      case And list -> list.getExpressions().forEach(each -> add(values, each, step, first, last));
      case Every every ->
          add(values, every.getExpression(), positive(every.getPeriod()), first, last);
      case Always always -> range(values, first, last, step, expression);
      case Between between ->
          range(values, number(between.getFrom()), number(between.getTo()), step, expression);
      // With a step, one value is where the steps begin.
      case On on -> {
        int value = number(on.getTime());
        range(values, value, step == 1 ? value : last, step, expression);
      }
      default -> throw unknown(expression);
    }
  }

  private static void range(BitSet values, int from, int to, int step, FieldExpression expression) {
    if (from > to) {
      throw new IllegalArgumentException(
          "'%s' runs backward; write two ranges, or 7 for a Sunday at the end"
              .formatted(expression.asString()));
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private static int positive(FieldValue<?> period) {
    int step = number(period);
    if (step < 1) {
      throw new IllegalArgumentException("a step must be at least 1");
    }
    return step;
  }

  private static int number(FieldValue<?> value) {
    if (value.getValue() instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(
        "'" + value + "' is no number and no name of a month or day");
  }

  private static IllegalArgumentException unknown(FieldExpression expression) {
    return new IllegalArgumentException(
        "'"
            + expression.asString()
            + "' is not understood; a field is *, a number, a name, a range like 1-5, a step like"
            + " */15, or a list of these");
  }
}
