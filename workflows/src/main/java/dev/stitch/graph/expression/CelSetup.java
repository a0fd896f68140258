package dev.stitch.graph.expression;

import dev.cel.common.CelOptions;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/** The one CEL dialect: standard macros, optionals, and the string, math and list extensions. */
final class CelSetup {

  /** Longest expression, in code points. */
  static final int MAX_LENGTH = 4_096;

  /** Most rounds of all comprehensions of one evaluation together; bounds its time. */
  static final int MAX_ITERATIONS = 100_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(64)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(1_000)
          // JSON does not tell 3 from 3.0, so neither do comparisons.
          .enableHeterogeneousNumericComparisons(true)
          .build();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.strings(),
              CelExtensions.math(),
              CelExtensions.lists())
          .build();

  private CelSetup() {}

  /** A compiler of expressions that see these names. */
  static CelCompiler compiler(List<String> names) {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(
                CelExtensions.optional(),
                CelExtensions.strings(),
                CelExtensions.math(),
                CelExtensions.lists());
    for (String name : names) {
      switch (name) {
        case "now" -> builder.addVar(name, SimpleType.TIMESTAMP);
        case "input", "body" -> builder.addVar(name, SimpleType.DYN);
        default -> builder.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DYN));
      }
    }
    return builder.build();
  }
}
