package dev.stitch.store.access;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;

/** The audit log: appended to, read, never changed. */
@Singleton
public class AuditRepository {

  private static final Listing<AuditEntry> LISTING =
      new Listing<>(
          "id, actor, role, action, subject, status, at",
          "audit_log",
          Map.of("at", "at", "actor", "actor", "action", "action"),
          "-at",
          "id",
          AuditEntry::of);

  private final Database database;

  AuditRepository(Database database) {
    this.database = database;
  }

  /** Appends what somebody did just now. */
  public void append(
      String actor,
      @Nullable Role role,
      String action,
      @Nullable String subject,
      @Nullable Integer status) {
    database.update(
        Sql.of(
                "INSERT INTO audit_log (id, actor, role, action, subject, status) VALUES (:id, :actor, :role, :action, :subject, :status)")
            .with("id", Ids.next())
            .with("actor", actor)
            .with("role", role)
            .with("action", action)
            .with("subject", subject)
            .with("status", status));
  }

  /** A page of it, the newest first unless asked otherwise. */
  public Page<AuditEntry> page(@Nullable String actor, @Nullable String subject, PageRequest page) {
    return LISTING.page(
        database,
        new Filter()
            .and("actor = ?", actor)
            .and("subject = ?", subject)
            .containing(page.text(), "actor", "action", "subject"),
        page);
  }
}
