package dev.stitch.cli.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The child processes of a home, written down as soon as they start. */
public final class ProcessLedger {

  private final JsonFile<Contents> file;
  private final Map<String, ProcessRecord> records = new TreeMap<>();

  /** What the file holds. */
  record Contents(List<ProcessRecord> processes) {}

  /** Opens the ledger of a home, with what the last stack left in it. */
  public ProcessLedger(Home home) {
    this.file = new JsonFile<>(home.processes(), Contents.class);
    file.read()
        .ifPresent(
            contents ->
                contents.processes().forEach(record -> records.put(record.service(), record)));
  }

  /** Writes a process down in place of its predecessor. */
  public synchronized void enter(ProcessRecord record) {
    ProcessRecord predecessor = records.get(record.service());
    records.put(record.service(), predecessor == null ? record : record.after(predecessor));
    save();
  }

  /** Strikes a process out that has ended. */
  public synchronized void strike(String service) {
    records.remove(service);
    save();
  }

  /** The record of a service. */
  public synchronized Optional<ProcessRecord> find(String service) {
    return Optional.ofNullable(records.get(service));
  }

  /** Every record. */
  public synchronized List<ProcessRecord> all() {
    return new ArrayList<>(records.values());
  }

  private void save() {
    if (records.isEmpty()) {
      file.delete();
    } else {
      file.write(new Contents(all()));
    }
  }
}
