package dev.stitch.launch.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.machine.Act;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.store.bulk.BulkKind;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How an act is to be done to each; as the route for one takes it. */
public sealed interface BulkSettings {

  record Pause(@Nullable TimerMode timers) implements BulkSettings {}

  record Resume(@Nullable ResumeMode mode) implements BulkSettings {}

  record Move(@Nullable String uxNodeId) implements BulkSettings {}

  record Advance() implements BulkSettings {}

  record Retry(@Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version)
      implements BulkSettings {}

  record Skip(@Nullable String nodeId) implements BulkSettings {}

  record Cancel(@Nullable String reason) implements BulkSettings {}

  record Migrate(@Nullable JsonNode version, @Nullable Map<String, String> nodeMap)
      implements BulkSettings {

    public Migrate {
      nodeMap = nodeMap == null ? Map.of() : Map.copyOf(nodeMap);
    }
  }

  record StartFlow(@Nullable UUID systemFlowId) implements BulkSettings {}

  record Answer(@Nullable String choice, @Nullable JsonNode answer) implements BulkSettings {}

  record Archive() implements BulkSettings {}

  record Tag(@Nullable List<String> add, @Nullable List<String> remove) implements BulkSettings {

    public Tag {
      add = add == null ? List.of() : add.stream().map(String::strip).distinct().toList();
      remove = remove == null ? List.of() : remove.stream().map(String::strip).distinct().toList();
    }
  }

  /**
   * The settings of a kind.
   *
   * @throws Refusal naming the field that is wrong, or does not belong to the kind
   */
  static BulkSettings read(BulkKind kind, JsonNode settings) {
    Class<? extends BulkSettings> type =
        switch (kind) {
          case PAUSE -> Pause.class;
          case RESUME -> Resume.class;
          case MOVE -> Move.class;
          case ADVANCE -> Advance.class;
          case RETRY -> Retry.class;
          case SKIP -> Skip.class;
          case CANCEL -> Cancel.class;
          case MIGRATE -> Migrate.class;
          case START_FLOW -> StartFlow.class;
          case ANSWER -> Answer.class;
          case ARCHIVE -> Archive.class;
          case TAG -> Tag.class;
        };
    return RequestJson.read(settings, type);
  }
}
