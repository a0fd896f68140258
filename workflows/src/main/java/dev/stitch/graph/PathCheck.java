package dev.stitch.graph;

import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.graph.expression.Templates;
import dev.stitch.graph.expression.VariableFields;
import dev.stitch.model.Durations;
import dev.stitch.model.NearNames;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.OnError;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.Moments;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.step.TimeZones;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a system flow: its shape, and every step's config. */
final class PathCheck {

  /** The only step type whose expressions see {@code event}. */
  private static final String MATCHES_EVENTS = "wait.event";

  /** Most steps of a flow that runs inside its journey, whose history it shares. */
  static final int MAX_INLINE_STEPS = 50;

  private final Graph graph;
  private final VariableFields fields;
  private final Problems problems;
  private final Map<String, List<Graph.Edge>> waysOut;

  PathCheck(Graph graph, VariableFields fields, Problems problems) {
    this.graph = graph;
    this.fields = fields;
    this.problems = problems;
    this.waysOut = graph.edges().stream().collect(Collectors.groupingBy(Graph.Edge::source));
  }

  void run() {
    int steps = graph.nodes().size();
    if (steps == 0 && problems.clean()) {
      problems.error("A system flow needs at least one step; add a node");
    }
    if (graph.settings().isolation() == Isolation.INLINE && steps > MAX_INLINE_STEPS) {
      problems.error(
          "the flow runs as a part of its journey, where at most %d steps are allowed, and it has %d; choose “Runs as” a workflow of its own"
              .formatted(MAX_INLINE_STEPS, steps));
    }
    Topology topology = Topology.of(graph);
    PathCompiler.reportCycle(graph, topology, problems);
    List<BitSet> upstream = topology.upstream();
    for (int i = 0; i < steps; i++) {
      node(graph.nodes().get(i), new UpstreamIds(graph, upstream.get(i)));
    }
    graph.edges().forEach(this::edge);
  }

  private void node(Graph.Node node, Set<String> upstream) {
    if (node.ux()) {
      problems.error(node, "type", "a system flow has no UX nodes; make it a step or a bmc flow");
      return;
    }
    Optional<StepType> type = StepTypes.find(node.type()).filter(StepType::drawn);
    if (type.isEmpty()) {
      if (!node.type().isBlank()) {
        problems.error(node, "type", PathCompiler.unknownType(node.type()));
      }
      return;
    }
    if (type.get().calls() && graph.settings().isolation() == Isolation.INLINE) {
      problems.error(
          node,
          "type",
          "the flow runs as a part of its journey, where no step can wait for another run; choose “Runs as” a workflow of its own");
    }
    ConfigSchemas.check(node, type.get(), problems);
    for (ConfigFault fault : type.get().faults(node.data())) {
      problems.error(node, "data." + fault.path(), fault.message());
    }
    CommonSettings common = CommonSettings.read(node, type.get(), problems);
    if (common.onError() == OnError.BRANCH && !hasWay(node, Branches.ERROR)) {
      problems.warning(
          node,
          "data.onError",
          "it goes on by the error branch when it fails, but no edge leaves by that; draw one, or choose another “When it fails”");
    }
    for (ConfigField field : ConfigField.of(type.get().schema(), node.data())) {
      field(node, field, upstream);
    }
    duplicateBranches(node);
  }

  private void duplicateBranches(Graph.Node node) {
    List<String> names = StepTypes.find(node.type()).orElseThrow().branches(node.data());
    names.stream()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .distinct()
        .forEach(
            name ->
                problems.error(
                    node, "data", "the branch '" + name + "' is named twice; rename one"));
    if (names.contains(Branches.ERROR)) {
      problems.error(
          node, "data", "'error' is the branch of failed steps; give yours another name");
    }
  }

  private boolean hasWay(Graph.Node node, String handle) {
    return waysOut.getOrDefault(node.id(), List.of()).stream()
        .anyMatch(edge -> handle.equals(edge.handle()));
  }

  private void field(Graph.Node node, ConfigField field, Set<String> upstream) {
    switch (field.format()) {
      case DURATION -> {
        try {
          Durations.parse(field.text());
        } catch (IllegalArgumentException e) {
          problems.error(node, field.path(), String.valueOf(e.getMessage()));
        }
      }
      case TEMPLATE -> template(node, field, upstream);
      case CEL -> expression(node, field, upstream);
      case INSTANT -> instant(node, field, upstream);
      case TIMEZONE -> timezone(node, field);
    }
  }

  private void template(Graph.Node node, ConfigField field, Set<String> upstream) {
    Templates.check(field.text(), upstream, field.variables())
        .forEach(problem -> problems.error(node, field.path(), problem));
    Templates.unknownFields(field.text(), fields)
        .forEach(problem -> problems.warning(node, field.path(), problem));
  }

  private void instant(Graph.Node node, ConfigField field, Set<String> upstream) {
    if (Moments.parse(field.text()).isEmpty()) {
      boolean template = field.text().contains("{{");
      field(
          node,
          field.as(template ? ConfigField.Format.TEMPLATE : ConfigField.Format.CEL),
          upstream);
    }
  }

  private void timezone(Graph.Node node, ConfigField field) {
    if (!field.text().equals(TimeZones.CONTACT)) {
      try {
        TimeZones.parse(field.text());
      } catch (IllegalArgumentException e) {
        problems.error(node, field.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void expression(Graph.Node node, ConfigField field, Set<String> upstream) {
    Scope scope = node.type().equals(MATCHES_EVENTS) ? Scope.GRAPH : Scope.STEP;
    Optional<String> problem =
        field.condition()
            ? Expressions.checkCondition(scope, field.text())
            : Expressions.check(scope, field.text());
    problem.ifPresent(
        text -> problems.error(node, field.path(), "the expression is wrong: " + text));
    Expressions.unknownFields(scope, field.text(), fields)
        .forEach(unknown -> problems.warning(node, field.path(), unknown));
    for (String step : Expressions.steps(scope, field.text())) {
      if (!upstream.contains(step)) {
        problems.error(
            node,
            field.path(),
            "no step '"
                + step
                + "' runs before this one, so its output cannot be used"
                + NearNames.hint(step, upstream));
      }
    }
  }

  private void edge(Graph.Edge edge) {
    if (edge.kind() == Graph.Edge.Kind.UX) {
      problems.error(edge, "type", "a system flow has no 'ux' edges; leave the type out");
    }
    Graph.Node source = graph.node(edge.source());
    Branches branches = Branches.of(source);
    if (StepTypes.find(source.type()).isPresent() && !branches.offers(edge.handle())) {
      problems.error(
          edge,
          "sourceHandle",
          "%s has no branch '%s'; it has %s"
              .formatted(source.quoted(), edge.handle(), branches.described()));
    }
    if (branches.exclusive() && branches.taken(edge.handle()) == null) {
      problems.warning(
          edge,
          "sourceHandle",
          "the edge names no branch of %s, so it is taken whichever branch is; name one of '%s', or draw one edge from each"
              .formatted(source.quoted(), String.join("', '", branches.names())));
    }
    if (Branches.ERROR.equals(edge.handle())
        && !"branch".equals(source.data().path("onError").textValue())) {
      problems.warning(
          edge,
          "sourceHandle",
          "the edge is never taken: choose “Go on by the error branch” as “When it fails” of %s, or remove it"
              .formatted(source.quoted()));
    }
  }
}
