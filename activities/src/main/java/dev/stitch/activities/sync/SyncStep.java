package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.call.AcceptedCalls;
import dev.stitch.activities.call.CallStep;
import dev.stitch.activities.call.RefusedConfig;
import dev.stitch.activities.platform.PlatformAccounts;
import dev.stitch.launch.sync.SyncRequest;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StableFraction;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.Wait;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code sync}: reads an account by a run of its own, and waits for its end. */
public final class SyncStep extends CallStep {

  private static final String PLATFORM = "platform";
  private static final String TYPE = "type";

  /** How soon at the latest it looks again whether another sync has ended. */
  private static final Duration UNTIL_OVER = Duration.ofSeconds(30);

  private static final String NO_SUCH_TYPE =
      "X has contacts, tweets, mentions and enrich; Gmail has contacts and metadata";

  public SyncStep() {
    super(
        "sync",
        "Sync an account",
        """
        {
          "type": "object",
          "required": ["platform", "type"],
          "properties": {
            "platform": {
              "type": "string", "enum": ["x", "gmail"],
              "title": "Platform",
              "description": "Where. An export of LinkedIn is a file, which no step has."
            },
            "type": {
              "type": "string", "enum": ["contacts", "tweets", "mentions", "enrich", "metadata"],
              "title": "What",
              "description": "contacts of both; tweets, mentions and enrich (what X tells of contacts) of X; metadata (who wrote to whom) of Gmail."
            },
            "connection": {
              "type": "string", "minLength": 1, "maxLength": 200,
              "title": "Account",
              "description": "Id or name of the connection that is read. Without it, the only one there is."
            },
            "maxPages": {
              "type": "integer", "minimum": 1, "maximum": 1000000,
              "title": "Most pages",
              "description": "Pages of the list that are read; the next sync goes on from there."
            },
            "maxProfiles": {
              "type": "integer", "minimum": 1, "maximum": 1000000,
              "title": "Most people",
              "description": "People who are read, of contacts and enrich."
            },
            "maxContacts": {
              "type": "integer", "minimum": 1, "maximum": 1000000,
              "title": "Most contacts",
              "description": "Contacts that are added or changed, of contacts and enrich."
            }
          }
        }
        """);
  }

  @Override
  public List<ConfigFault> faults(JsonNode config) {
    return kind(config)
        .map(
            kind ->
                RefusedConfig.faults(() -> SyncRequests.checkFields(request(kind, config, null))))
        .orElse(List.of(new ConfigFault(TYPE, NO_SUCH_TYPE)));
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    JsonNode config = context.config();
    SyncSubType kind =
        kind(config).orElseThrow(() -> new StepException(FailureCode.INVALID_CONFIG, NO_SUCH_TYPE));
    Connection account = account(context);
    SyncRequests syncs = context.service(SyncRequests.class);
    Optional<UUID> other = syncs.underWay(kind, account.id());
    return other.isPresent()
        ? new StepOutcome.Waiting(until(other.get(), context))
        : context
            .service(AcceptedCalls.class)
            .call(
                context,
                (id, origin) -> syncs.accept(id, request(kind, config, account.id()), origin));
  }

  /** Each of many looks again at a moment of its own. */
  private static Wait.Slot until(UUID otherHasEnded, StepContext context) {
    double part = 0.5 + StableFraction.of(context.effectKey()) / 2;
    Instant again = Instant.now().plusMillis((long) (UNTIL_OVER.toMillis() * part));
    String why = "Run " + otherHasEnded + " syncs the same of this account.";
    return new Wait.Slot(again, again, why, GateReason.SYNC_UNDER_WAY);
  }

  private static Connection account(StepContext context) throws StepException {
    Toolkit toolkit = toolkit(context.config());
    return switch (context.service(PlatformAccounts.class).of(context, toolkit)) {
      case PlatformAccounts.Chosen chosen -> chosen.account();
      case PlatformAccounts.None none ->
          throw new StepException(FailureCode.INVALID_CONFIG, none.reason());
    };
  }

  @Override
  public StepPreview preview(StepContext context) {
    return new StepPreview.Other("sync an account", context.config().deepCopy(), null);
  }

  private static Toolkit toolkit(JsonNode config) throws StepException {
    return Toolkit.named(config.path(PLATFORM).asText())
        .orElseThrow(
            () -> new StepException(FailureCode.INVALID_CONFIG, "platform: must be x or gmail"));
  }

  /** What is read; empty when the platform has nothing of that type. */
  private static Optional<SyncSubType> kind(JsonNode config) {
    String kind = config.path(PLATFORM).asText() + "_" + config.path(TYPE).asText();
    return Arrays.stream(SyncSubType.values())
        .filter(known -> known.word().equals(kind))
        .findFirst();
  }

  private static SyncRequest request(SyncSubType kind, JsonNode config, @Nullable UUID account) {
    return new SyncRequest(
        kind,
        account,
        new SyncRequest.Bounds(
            bound(config, "maxPages"), bound(config, "maxProfiles"), bound(config, "maxContacts")),
        null);
  }

  private static @Nullable Integer bound(JsonNode config, String name) {
    return config.path(name).canConvertToInt() ? config.path(name).intValue() : null;
  }
}
