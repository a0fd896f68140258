package dev.stitch.api.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.blueprint.Blueprint.SystemFlow;
import dev.stitch.api.blueprint.BlueprintView.Need;
import dev.stitch.api.blueprint.BlueprintView.Part;
import dev.stitch.api.blueprint.BlueprintView.Stage;
import dev.stitch.launch.request.ConnectionNeeds;
import dev.stitch.launch.request.RequiredConnection;
import dev.stitch.store.blueprint.BlueprintRepository;
import dev.stitch.store.blueprint.BlueprintTemplates;
import dev.stitch.store.blueprint.InstalledFlow;
import dev.stitch.store.blueprint.InstalledTemplate;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows blueprints with what has become of them here. */
@Singleton
class BlueprintViews {

  private final BlueprintRepository repository;
  private final BlueprintTemplates templates;
  private final ConnectionNeeds connections;

  BlueprintViews(
      BlueprintRepository repository, BlueprintTemplates templates, ConnectionNeeds connections) {
    this.repository = repository;
    this.templates = templates;
    this.connections = connections;
  }

  List<BlueprintView> all() {
    List<InstalledFlow> installed = repository.all();
    Map<String, UUID> made =
        templates.all().stream()
            .collect(
                Collectors.toMap(InstalledTemplate::blueprintId, InstalledTemplate::templateId));
    return Blueprints.all().stream()
        .map(
            blueprint ->
                blueprint.template() == null
                    ? view(blueprint, installed)
                    : campaign(blueprint, made.get(blueprint.id())))
        .toList();
  }

  BlueprintView get(String id) {
    Blueprint blueprint = Blueprints.get(id);
    return blueprint.template() == null
        ? view(blueprint, repository.all())
        : campaign(blueprint, templates.find(id).map(InstalledTemplate::templateId).orElse(null));
  }

  private BlueprintView view(Blueprint blueprint, List<InstalledFlow> installed) {
    Map<String, UUID> ids =
        installed.stream()
            .filter(flow -> flow.blueprintId().equals(blueprint.id()))
            .collect(Collectors.toMap(InstalledFlow::part, InstalledFlow::flowId));
    List<Part> parts = parts(blueprint, ids);
    return new BlueprintView(
        blueprint.id(),
        blueprint.title(),
        blueprint.description(),
        blueprint.shows(),
        spine(blueprint),
        stepTypes(blueprint),
        needs(blueprint),
        parts.stream().allMatch(part -> part.flowId() != null),
        false,
        ids.get(blueprint.mainFlow()),
        null,
        parts,
        lastTried(ids));
  }

  private BlueprintView campaign(Blueprint blueprint, @Nullable UUID templateId) {
    return new BlueprintView(
        blueprint.id(),
        blueprint.title(),
        blueprint.description(),
        blueprint.shows(),
        List.of(),
        blueprint
            .template()
            .path("steps")
            .valueStream()
            .map(step -> step.path("stepType").asText())
            .distinct()
            .toList(),
        List.of(),
        templateId != null,
        true,
        null,
        templateId,
        List.of(),
        templateId == null ? null : templates.lastEnrolled(templateId).orElse(null));
  }

  private static List<Part> parts(Blueprint blueprint, Map<String, UUID> ids) {
    List<Part> parts = new ArrayList<>();
    if (blueprint.businessFlow() != null) {
      String name = blueprint.businessFlow().name();
      parts.add(new Part(name, null, ids.get(name)));
    }
    for (SystemFlow flow : blueprint.systemFlows()) {
      parts.add(new Part(flow.name(), flow.uxNodeId(), ids.get(flow.name())));
    }
    return parts;
  }

  private static List<Stage> spine(Blueprint blueprint) {
    if (blueprint.businessFlow() == null) {
      return List.of();
    }
    Map<String, Long> mapped =
        blueprint.systemFlows().stream()
            .filter(flow -> flow.uxNodeId() != null)
            .collect(Collectors.groupingBy(SystemFlow::uxNodeId, Collectors.counting()));
    return nodes(blueprint.businessFlow().graph())
        .map(
            node -> {
              String id = node.path("id").asText();
              int flows = mapped.getOrDefault(id, 0L).intValue();
              return new Stage(id, node.path("label").asText(id), flows);
            })
        .toList();
  }

  private static List<String> stepTypes(Blueprint blueprint) {
    return blueprint.systemFlows().stream()
        .flatMap(flow -> nodes(flow.graph()))
        .map(node -> node.path("type").asText())
        .distinct()
        .toList();
  }

  private List<Need> needs(Blueprint blueprint) {
    return blueprint.systemFlows().stream()
        .flatMap(flow -> connections.of(flow.graph()).stream())
        .collect(
            Collectors.toMap(
                RequiredConnection::toolkit, need -> need.boundId() != null, Boolean::logicalAnd))
        .entrySet()
        .stream()
        .map(need -> new Need(need.getKey(), need.getValue()))
        .sorted(Comparator.comparing(Need::toolkit))
        .toList();
  }

  private static Stream<JsonNode> nodes(JsonNode graph) {
    return graph.path("nodes").valueStream();
  }

  private @Nullable Instant lastTried(Map<String, UUID> ids) {
    return ids.values().stream()
        .map(repository::lastBegan)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
