package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.IncomingContact;
import dev.stitch.activities.sync.SyncedPeople.Someone;
import dev.stitch.connectors.linkedin.LinkedInExport;
import dev.stitch.connectors.linkedin.LinkedInRow;
import dev.stitch.connectors.linkedin.UnusableExportException;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactLikenesses;
import dev.stitch.store.contact.ContactLikenesses.Namesake;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.crm.SyncUploadRepository;
import dev.stitch.store.crm.SyncUploadRepository.UploadGoneException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an uploaded export of LinkedIn, a thousand rows a page. A slice that goes on in the middle
 * of the file reads over the rows before, which costs less than a second for a hundred thousand.
 *
 * <p>People are known by the address of their profile, else by their mail address. Of whom a row
 * tells neither nobody is made a contact: who has the same name and company is proposed.
 */
@Singleton
class LinkedInContactsWork implements BatchWork {

  static final String PLATFORM = "linkedin";

  private static final String GONE = "The file is not kept any more; upload the export again.";

  private static final int ROWS = 1_000;

  /** What counts them beside the run's result. */
  private static final String PROPOSED = "proposed";

  private final SyncUploadRepository uploads;
  private final SyncedPeople people;
  private final ContactLikenesses likenesses;

  LinkedInContactsWork(
      SyncUploadRepository uploads, SyncedPeople people, ContactLikenesses likenesses) {
    this.uploads = uploads;
    this.people = people;
    this.likenesses = likenesses;
  }

  /**
   * Where a run stands.
   *
   * @param rows how many it has dealt with
   * @param over whether those were all
   */
  private record Position(long rows, boolean over) {

    static Position of(@Nullable JsonNode json) {
      return json == null
          ? new Position(0, false)
          : new Position(json.path("rows").asLong(), json.path("over").asBoolean());
    }

    ObjectNode json() {
      return Jsonb.object().put("rows", rows).put("over", over);
    }
  }

  @Override
  public Set<String> names() {
    return Set.of("linkedin_contacts");
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress) {
    if (Position.of(progress.position()).over()) {
      return SyncResults.finished(progress);
    }
    UUID upload = UUID.fromString(run.config().path(SyncRequests.UPLOAD_ID).asText());
    Optional<InputStream> file = uploads.open(upload);
    if (file.isEmpty()) {
      return failed(GONE);
    }
    try (LinkedInExport export = LinkedInExport.open(file.get())) {
      return read(run, progress, export, upload);
    } catch (UnusableExportException e) {
      return failed(e.getMessage());
    } catch (UploadGoneException e) {
      return failed(GONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SliceEnd read(BatchRun run, SliceProgress progress, LinkedInExport export, UUID upload)
      throws IOException {
    Position position = Position.of(progress.position());
    for (long row = 0; row < position.rows(); row++) {
      export.read();
    }
    // One page at least: what was read before it may take as long as a slice has.
    for (boolean first = true; !position.over(); first = false) {
      if (!first && !progress.goesOn()) {
        return new SliceEnd.More();
      }
      Page page = page(export);
      Position next = new Position(position.rows() + page.rows().size(), page.last());
      progress.commit(
          next.json(),
          into -> {
            write(run, page.rows(), into);
            if (page.last()) {
              uploads.delete(upload);
            }
          });
      if (page.broken() != null) {
        return failed(page.broken());
      }
      position = next;
    }
    return SyncResults.finished(progress);
  }

  private static SliceEnd failed(String why) {
    return new SliceEnd.Failed(new StepFailure(FailureCode.REJECTED, why));
  }

  /**
   * Some rows of a file.
   *
   * @param last whether the file has no more
   * @param broken why it cannot be read any further, or null
   */
  private record Page(List<LinkedInRow> rows, boolean last, @Nullable String broken) {}

  private static Page page(LinkedInExport export) throws IOException {
    List<LinkedInRow> rows = new ArrayList<>();
    try {
      while (rows.size() < ROWS) {
        Optional<LinkedInRow> row = export.read();
        if (row.isEmpty()) {
          return new Page(rows, true, null);
        }
        rows.add(row.get());
      }
      return new Page(rows, false, null);
    } catch (UnusableExportException e) {
      return new Page(rows, false, e.getMessage());
    }
  }

  private void write(BatchRun run, List<LinkedInRow> rows, BatchPage into) {
    List<Someone> known = new ArrayList<>();
    List<LinkedInRow> unknown = new ArrayList<>();
    for (LinkedInRow row : rows) {
      if (row.isEmpty()) {
        into.skipped(1); // a member who has left
      } else if (row.profileUrl() == null && row.email() == null) {
        unknown.add(row);
      } else {
        known.add(new Someone(incoming(row), "Line " + row.line(), row.profileUrl()));
      }
    }
    people.write(known, RevisionOrigin.sync(run.id(), PLATFORM), into);
    propose(unknown, into);
    into.add(SyncResults.PAGES, 1);
  }

  private void propose(List<LinkedInRow> unknown, BatchPage into) {
    into.skipped(unknown.size());
    Map<Integer, UUID> found =
        likenesses.find(
            unknown.stream()
                .map(row -> new Namesake(Objects.requireNonNullElse(name(row), ""), row.company()))
                .toList());
    if (found.isEmpty()) {
      return;
    }
    into.add(PROPOSED, found.size());
    found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(SyncedPeople.TOLD)
        .forEach(
            entry ->
                into.step(proposal(unknown.get(entry.getKey()), entry.getValue(), into.now())));
  }

  private static BatchStep proposal(LinkedInRow row, UUID contact, Instant at) {
    return BatchStep.skipped(BatchStepType.ROUTING_DECISION, at)
        .about(contact)
        .by(PLATFORM)
        .given(
            Jsonb.object()
                .put("line", row.line())
                .put("name", name(row))
                .put("company", row.company()))
        .answered(
            Jsonb.object()
                .put(
                    "reason",
                    "The row has neither a profile nor an address; this contact has the same name and company, and may be the same person."));
  }

  private static IncomingContact incoming(LinkedInRow row) {
    ObjectNode profile = Jsonb.object();
    if (row.profileUrl() != null) {
      profile.put("url", row.profileUrl());
    }
    if (row.connectedOn() != null) {
      profile.put("connectedOn", row.connectedOn().toString());
    }
    return new IncomingContact(
        PLATFORM,
        Stream.ofNullable(row.profileUrl()).toList(),
        Stream.ofNullable(row.email()).toList(),
        new IncomingContact.Fields(name(row), null, row.company(), row.position()),
        profile);
  }

  private static @Nullable String name(LinkedInRow row) {
    String name =
        Stream.of(row.firstName(), row.lastName())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }
}
