package dev.stitch.graph.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.internal.HbsLexer;
import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.HbsParserBaseListener;
import com.github.jknack.handlebars.internal.antlr.CharStreams;
import com.github.jknack.handlebars.internal.antlr.CommonTokenStream;
import com.github.jknack.handlebars.internal.antlr.tree.ParseTreeWalker;
import dev.stitch.model.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that a template names.
 *
 * @param paths their segments, without those that start inside an item of a list or a chosen object
 * @param problems what templates may not use at all
 */
record TemplateReferences(Set<List<String>> paths, List<String> problems) {

  /** Indices of lists; longer ones are none. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  static TemplateReferences of(String template) {
    if (TemplateNesting.tooDeep(template)) {
      return new TemplateReferences(Set.of(), List.of(TemplateNesting.PROBLEM));
    }
    HbsLexer lexer = new HbsLexer(CharStreams.fromString(template), "{{", "}}");
    lexer.removeErrorListeners();
    HbsParser parser = new HbsParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    Collector collector = new Collector();
    ParseTreeWalker.DEFAULT.walk(collector, parser.template());
    return new TemplateReferences(collector.paths, List.copyOf(collector.problems));
  }

  /**
   * Those that cannot exist when only these steps have run, each said once.
   *
   * @param more variables that there are besides the usual ones
   */
  List<String> unknown(Set<String> upstream, List<String> more) {
    List<String> known = Stream.concat(Variables.IN_TEMPLATES.stream(), more.stream()).toList();
    return paths.stream()
        .map(path -> unknown(path, upstream, known))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Those whose variable has no such field, each said once. */
  List<String> unknownFields(VariableFields fields) {
    return paths.stream()
        .filter(path -> path.size() > 1)
        .flatMap(
            path ->
                fields
                    .problem(path.get(0), path.get(1))
                    .map(problem -> "{{" + String.join(".", path) + "}}: " + problem)
                    .stream())
        .toList();
  }

  /** Those that have no value among these, as they are written with dots. */
  List<String> missing(JsonNode variables) {
    return paths.stream()
        .filter(path -> isEmpty(value(path, variables)))
        .map(path -> String.join(".", path))
        .toList();
  }

  private static JsonNode value(List<String> path, JsonNode variables) {
    JsonNode value = variables;
    for (String segment : path) {
      value =
          value.isArray() && NUMBER.matcher(segment).matches()
              ? value.path(Integer.parseInt(segment))
              : value.path(segment);
    }
    return value;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isBlank());
  }

  private static Optional<String> unknown(
      List<String> path, Set<String> upstream, List<String> known) {
    String root = path.getFirst();
    if (!known.contains(root)) {
      return Optional.of(
          "{{"
              + String.join(".", path)
              + "}}: there is no variable '"
              + root
              + "'; templates see "
              + String.join(", ", known)
              + NearNames.hint(root, known));
    }
    if (!root.equals("steps") || path.size() < 2) {
      return Optional.empty();
    }
    String step = path.get(1);
    if (!upstream.contains(step)) {
      return Optional.of(
          "{{"
              + String.join(".", path)
              + "}}: no step '"
              + step
              + "' runs before this one"
              + NearNames.hint(step, upstream));
    }
    if (path.size() > 2 && !path.get(2).equals("output")) {
      return Optional.of(
          "{{" + String.join(".", path) + "}}: of a step only 'output' is known here");
    }
    return Optional.empty();
  }

  private static final class Collector extends HbsParserBaseListener {

    private static final Pattern SEGMENT = Pattern.compile("\\[([^\\]]*)\\]|[^./\\[\\]]+");

    private final Set<List<String>> paths = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /** How many enclosing blocks have made something else than the variables the context. */
    private int depth;

    @Override
    public void enterSexpr(HbsParser.SexprContext call) {
      String name = call.QID() == null ? "" : call.QID().getText();
      boolean isCall = !call.param().isEmpty() || !call.hash().isEmpty();
      if (!isCall) {
        reference(name, openedHere(call) ? depth - 1 : depth);
      }
    }

    @Override
    public void enterRefParam(HbsParser.RefParamContext parameter) {
      boolean opened =
          parameter.getParent() instanceof HbsParser.SexprContext call && openedHere(call);
      reference(parameter.getText(), opened ? depth - 1 : depth);
    }

    @Override
    public void enterBlock(HbsParser.BlockContext block) {
      if (block.DECORATOR() != null) {
        problems.add("decorators are not available; write the text itself");
      }
      if (changesContext(block)) {
        depth++;
      }
    }

    @Override
    public void exitBlock(HbsParser.BlockContext block) {
      if (changesContext(block)) {
        depth--;
      }
    }

    @Override
    public void enterVar(HbsParser.VarContext variable) {
      if (variable.DECORATOR() != null) {
        problems.add("decorators are not available; write the text itself");
      }
    }

    @Override
    public void enterPartial(HbsParser.PartialContext partial) {
      problems.add(partial.getText() + ": partials are not available; write the text itself");
    }

    @Override
    public void enterPartialBlock(HbsParser.PartialBlockContext partial) {
      problems.add("partials are not available; write the text itself");
    }

    private static boolean changesContext(HbsParser.BlockContext block) {
      String name = block.sexpr().getStart().getText();
      return !name.equals("if") && !name.equals("unless");
    }

    /** A block's own parameters are looked up outside it. */
    private static boolean openedHere(HbsParser.SexprContext call) {
      return call.getParent() instanceof HbsParser.BlockContext block && changesContext(block);
    }

    private void reference(String text, int at) {
      int level = at;
      String path = text;
      while (path.startsWith("../")) {
        path = path.substring(3);
        level--;
      }
      if (path.startsWith("@root.")) {
        path = path.substring("@root.".length());
        level = 0;
      } else if (path.startsWith("@")) {
        return;
      }
      List<String> segments = segments(path);
      boolean fromVariables = level <= 0 || segments.stream().limit(1).anyMatch("steps"::equals);
      if (!segments.isEmpty() && fromVariables) {
        paths.add(segments);
      }
    }

    private static List<String> segments(String path) {
      List<String> segments = new ArrayList<>();
      Matcher matcher = SEGMENT.matcher(path);
      while (matcher.find()) {
        segments.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
      }
      if (!segments.isEmpty() && segments.getFirst().equals("this")) {
        segments.removeFirst();
      }
      return List.copyOf(segments);
    }
  }
}
