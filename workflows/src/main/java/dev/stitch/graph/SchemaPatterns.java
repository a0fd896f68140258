package dev.stitch.graph;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.stitch.graph.expression.PatternBounds;

/**
 * The regular expressions of JSON Schemas ({@code pattern}, {@code patternProperties}), as RE2
 * matches them: in time linear in the text. Java's own may take longer than anybody lives, on texts
 * that anybody may send.
 */
public final class SchemaPatterns implements RegularExpressionFactory {

  /**
   * @throws IllegalArgumentException when the pattern is none of RE2 or larger than it may be
   */
  @Override
  public RegularExpression getRegularExpression(String pattern) {
    PatternBounds.problem(pattern)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Pattern compiled = Pattern.compile(pattern);
    return text -> compiled.matcher(text).find();
  }
}
