package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Evidence;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.activities.email.MailVariants;
import dev.stitch.activities.email.SendQueue;
import dev.stitch.activities.email.VariantContext;
import dev.stitch.activities.platform.PlatformAccounts;
import dev.stitch.activities.platform.PlatformHolds;
import dev.stitch.activities.platform.PlatformRefusal;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.price.Paid;
import dev.stitch.connectors.price.XPrice;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.FailureCode;
import dev.stitch.model.Platform;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.cost.RunCosts;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import dev.stitch.store.sending.SendRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Does the engagement of a step at most once: the platform's API where an account may, else a
 * person. What the platform does not take now waits; what it refuses for good is a person's at
 * once.
 */
@Singleton
public class Engagements {

  /** X keeps sets of whom one follows and what one likes for as long as there are accounts. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** How far back an own post is looked for that X says it has already. */
  private static final Duration DUPLICATES = Duration.ofDays(1);

  /** Of the answer of an API: what X bills for it, an {@link XPrice}. */
  private static final String BILLED = "billed";

  private static final String POSTS = "https://x.com/i/status/";

  private static final String UNKNOWN =
      "Whether X has done it already is not known; look there before you do it. ";

  private final EffectLedger ledger;
  private final EffectRepository effects;
  private final ConnectionRepository connections;
  private final PlatformAccounts accounts;
  private final EngagementPermission permission;
  private final MailVariants variants;
  private final SendQueue queue;
  private final XPlans plans;
  private final XActs acts;
  private final RunCosts costs;

  Engagements(
      EffectLedger ledger,
      EffectRepository effects,
      ConnectionRepository connections,
      PlatformAccounts accounts,
      EngagementPermission permission,
      MailVariants variants,
      SendQueue queue,
      XPlans plans,
      XActs acts,
      RunCosts costs) {
    this.ledger = ledger;
    this.effects = effects;
    this.connections = connections;
    this.accounts = accounts;
    this.permission = permission;
    this.variants = variants;
    this.queue = queue;
    this.plans = plans;
    this.acts = acts;
    this.costs = costs;
  }

  /**
   * Completes the step by branch {@code done} with what the platform did, now or in an earlier
   * attempt; or has it wait for a gate, for the platform, or for a person.
   *
   * @throws StepException {@code CONTACT_UNREACHABLE} when the contact wants to hear nothing,
   *     {@code RUN_CONTROL} when the run is not wanted any more, {@code NOT_FOUND} when the account
   *     that is named is none
   */
  public StepOutcome perform(StepContext context, EngagementAct act)
      throws StepException, InterruptedException {
    // Before anything is looked up: what has happened has happened, whatever changed since.
    Optional<JsonNode> sent = ledger.result(context.effectKey());
    if (sent.isPresent()) {
      return done(context, sent.get());
    }
    if (act.isTowardsContact() && context.contactId().isEmpty()) {
      throw new StepException(
          FailureCode.CONTACT_UNREACHABLE, "The run has no contact to engage with.");
    }
    Optional<VariantContext> variant =
        act == EngagementAct.MESSAGE ? variants.of(context) : Optional.empty();
    Engagement wanted = Engagement.of(context, variant, act);
    if (wanted.platform() != Platform.X || act == EngagementAct.CONNECT) {
      return byPerson(context, wanted, null);
    }
    try {
      Optional<Effect> open = ledger.open(context.effectKey());
      return open.isPresent() ? goOn(context, wanted, open.get()) : begin(context, wanted);
    } catch (PlatformException e) {
      return instead(context, wanted, e.failure());
    } catch (PlatformRefusal e) {
      return instead(context, wanted, e.failure());
    } catch (StepException e) {
      if (e.code() != FailureCode.EFFECT_UNKNOWN) {
        throw e;
      }
      return new StepOutcome.Waiting(settling(context));
    }
  }

  private StepOutcome begin(StepContext context, Engagement wanted)
      throws StepException, PlatformException, InterruptedException {
    permission.check(context, wanted);
    return switch (accounts.of(context, Toolkit.X)) {
      case PlatformAccounts.None none -> byPerson(context, wanted, none.reason());
      case PlatformAccounts.Chosen chosen ->
          switch (plans.plan(context, wanted, chosen.account())) {
            case XPlans.Impossible impossible -> byPerson(context, wanted, impossible.reason());
            case XPlans.Ready ready -> admitted(context, wanted, chosen.account(), ready.act());
          };
    };
  }

  /** A message leaves when every gate lets it through, as mail does. */
  private StepOutcome admitted(StepContext context, Engagement wanted, Connection account, XAct act)
      throws StepException, InterruptedException {
    if (!wanted.isMessage()) {
      return act(context, wanted, account, act);
    }
    SendRequest request =
        new SendRequest(
            context.effectKey(),
            account.id().toString(),
            context.runId(),
            context.contactId().orElseThrow(),
            "x:" + act.recipientId(),
            context.config().path("followUp").asBoolean(),
            wanted.transactional());
    return switch (queue.admit(context, request)) {
      case SendQueue.Held held -> new StepOutcome.Waiting(held.slot());
      case SendQueue.Leaves leaves -> act(context, wanted, account, act);
    };
  }

  /** An attempt before has begun: it is settled first, by what it meant. */
  private StepOutcome goOn(StepContext context, Engagement wanted, Effect open)
      throws StepException, PlatformException, InterruptedException {
    XAct act = open.attempted() == null ? null : XAct.of(open.attempted());
    Connection account = act == null ? null : connections.find(act.connectionId()).orElse(null);
    if (act == null || account == null) {
      return byPerson(context, wanted, UNKNOWN);
    }
    if (open.state() == EffectState.SENDING) {
      return act(context, wanted, account, act);
    }
    Instant now = Instant.now();
    Optional<XActs.Performed> found = found(context, account, act, open);
    if (found.isPresent()) {
      XActs.Performed performed = found.get();
      ledger.settle(
          open, new Evidence.Happened(performed.id(), result(account, wanted, act, performed)));
    } else if (open.at().plus(PlatformHolds.SETTLING).isAfter(now)) {
      return new StepOutcome.Waiting(PlatformHolds.settling(open.at(), now));
    } else {
      ledger.settle(open, new Evidence.Undone("X does not show it."));
    }
    return perform(context, wanted.act());
  }

  /** What a look comes to that X does not allow is for a person, who can look. */
  private Optional<XActs.Performed> found(
      StepContext context, Connection account, XAct act, Effect open)
      throws PlatformException, InterruptedException {
    try {
      return acts.find(
          account,
          act,
          open.at(),
          id -> effects.knows(open.kind(), id),
          paid -> bill(context, paid, "read/" + Ids.next()));
    } catch (PlatformException e) {
      throw switch (e.failure()) {
        case PlatformFailure.NotPermitted no -> nobodyKnows(no.reason());
        case PlatformFailure.Rejected no -> nobodyKnows(no.reason());
        case PlatformFailure.RateLimited later -> e;
        case PlatformFailure.PaymentRequired unpaid -> e;
        case PlatformFailure.NeedsReconnect dead -> e;
        case PlatformFailure.Transient passing -> e;
      };
    }
  }

  private static PlatformException nobodyKnows(String reason) {
    return new PlatformException(
        new PlatformFailure.Rejected(UNKNOWN + reason, PlatformFailure.Rejected.Kind.OTHER));
  }

  private StepOutcome act(StepContext context, Engagement wanted, Connection account, XAct act)
      throws StepException, InterruptedException {
    JsonNode attempted = act.json();
    Intent intent =
        new Intent(
            context.effectKey(),
            context.step().type(),
            PayloadHash.of(attempted),
            context.runId(),
            act.repeatable() ? FOR_EVER : Duration.ZERO);
    JsonNode result =
        ledger.perform(
            intent,
            claim -> {
              claim.take(
                  () -> {
                    permission.require(context, wanted);
                    effects.noteAttempted(context.effectKey(), attempted);
                  });
              return answer(context, wanted, account, act);
            });
    return done(context, result);
  }

  private OutwardAct.Answer answer(
      StepContext context, Engagement wanted, Connection account, XAct act)
      throws InterruptedException {
    try {
      return happened(account, wanted, act, acts.perform(account, act));
    } catch (PlatformException e) {
      return switch (e.failure()) {
        case PlatformFailure.Transient passing ->
            passing.mayHaveHappened()
                ? new OutwardAct.Unclear(new PlatformRefusal(e))
                : new OutwardAct.NotDone(new PlatformRefusal(e));
        case PlatformFailure.Rejected rejected ->
            rejected.kind() == PlatformFailure.Rejected.Kind.DUPLICATE
                ? duplicate(context, wanted, account, act, e)
                : new OutwardAct.NotDone(new PlatformRefusal(e));
        case PlatformFailure.RateLimited later -> new OutwardAct.NotDone(new PlatformRefusal(e));
        case PlatformFailure.PaymentRequired unpaid ->
            new OutwardAct.NotDone(new PlatformRefusal(e));
        case PlatformFailure.NeedsReconnect dead -> new OutwardAct.NotDone(new PlatformRefusal(e));
        case PlatformFailure.NotPermitted no -> new OutwardAct.NotDone(new PlatformRefusal(e));
      };
    }
  }

  /**
   * X has this text already: this very reply, of which we did not hear, or one to somebody else.
   */
  private OutwardAct.Answer duplicate(
      StepContext context,
      Engagement wanted,
      Connection account,
      XAct act,
      PlatformException refused)
      throws InterruptedException {
    try {
      Optional<XActs.Performed> earlier =
          acts.find(
              account,
              act,
              Instant.now().minus(DUPLICATES),
              id -> effects.knows(context.step().type(), id),
              paid -> bill(context, paid, "read/" + Ids.next()));
      return earlier.isPresent()
          ? happened(account, wanted, act, earlier.get())
          : new OutwardAct.NotDone(new PlatformRefusal(refused));
    } catch (PlatformException e) {
      // Nothing has happened this time, and what happened before is looked for again.
      return new OutwardAct.NotDone(new PlatformRefusal(e));
    }
  }

  private static OutwardAct.Done happened(
      Connection account, Engagement wanted, XAct act, XActs.Performed performed) {
    return new OutwardAct.Done(performed.id(), result(account, wanted, act, performed));
  }

  /** What {@code steps.<id>.output} is, and the engagement's row is written from. */
  private static ObjectNode result(
      Connection account, Engagement wanted, XAct act, XActs.Performed performed) {
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("performedBy", account.name())
            .put("platform", Platform.X.word());
    if (performed.id() != null) {
      result.put("platformEngagementId", performed.id());
    }
    if (act.type() == EngagementAct.POST) {
      result.put("url", POSTS + performed.id());
    }
    if (act.postId() != null) {
      result.put("target", POSTS + act.postId());
    }
    if (wanted.text() != null && act.text() != null) {
      result.put("text", act.text());
    }
    if (wanted.variant() != null) {
      result.put("variant", wanted.variant());
    }
    if (performed.pending()) {
      result.put("pending", true);
    }
    if (performed.price() != null) {
      result.put(BILLED, performed.price().name());
    }
    return result;
  }

  /** The result says what was billed, so that whoever finds it again bills the same once. */
  private StepOutcome done(StepContext context, JsonNode result) {
    String billed = result.path(BILLED).textValue();
    if (billed != null) {
      bill(context, Paid.of(XPrice.valueOf(billed), 1), context.effectKey());
    }
    return StepOutcome.branch(EngagementTask.DONE, result);
  }

  private void bill(StepContext context, Paid paid, String key) {
    costs.record(paid.by(context.runId(), context.step().id(), key));
  }

  /** Waits where waiting helps, else asks a person and tells why. */
  private StepOutcome instead(StepContext context, Engagement wanted, PlatformFailure failure)
      throws StepException {
    Optional<Wait.Slot> hold = PlatformHolds.of(failure, context.effectKey(), Instant.now());
    return hold.isPresent()
        ? new StepOutcome.Waiting(hold.get())
        : byPerson(context, wanted, failure.reason());
  }

  private Wait.Slot settling(StepContext context) {
    Instant now = Instant.now();
    return PlatformHolds.settling(
        ledger.open(context.effectKey()).map(Effect::at).orElse(now), now);
  }

  /**
   * Nobody is asked to write to a person who wants no mail, or for an enrollment that has ended.
   */
  private StepOutcome byPerson(StepContext context, Engagement wanted, @Nullable String reason)
      throws StepException {
    permission.check(context, wanted);
    String assignee = context.config().path("assignee").textValue();
    return new StepOutcome.Waiting(
        wanted.byPerson(reason, assignee == null ? null : context.render(assignee, false)));
  }
}
