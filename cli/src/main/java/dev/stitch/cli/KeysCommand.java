package dev.stitch.cli;

import dev.stitch.cli.stack.EncryptionKeyFile;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.ApiKeyListing;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.AuditRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.Role;
import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.KeyRotation;
import dev.stitch.store.secret.Secrets;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Keeps API keys, straight in the database: so the first key comes from whoever runs the server.
 */
@Command(
    name = "keys",
    description = "Make, list and revoke API keys; seal stored secrets with a new key.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

  /** Who did it, in the audit log. */
  private static final String ACTOR = "user:cli";

  private static final PageRequest ALL = new PageRequest(1, PageRequest.MAX_PAGE_SIZE, null, null);

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The running stack to use without STITCH_DATABASE_URL.")
  private @Nullable Path home;

  @Spec private CommandSpec spec;

  @Command(name = "create", description = "Make a key. It is printed once, and alone on its line.")
  int create(
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "viewer, operator, editor or admin.")
          String role,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "By which people and the audit log know it.")
          String name) {
    Role wanted =
        Role.named(role)
            .orElseThrow(
                () ->
                    new StackException(
                        "There is no role " + role + ": viewer, operator, editor or admin."));
    if (!ApiKey.isName(name)) {
      throw new StackException("--name " + ApiKey.NAME_RULE + ".");
    }
    try (ApplicationContext context = context()) {
      IssuedKey issued = context.getBean(ApiKeyRepository.class).issue(name, wanted, ACTOR);
      note(context, "keys create", issued.key().id());
      err().println("Key " + issued.key().id() + " for " + wanted.text() + "s; keep it now:");
      out().println(issued.secret());
      return 0;
    }
  }

  @Command(name = "list", description = "List the newest 200 keys, the revoked ones too.")
  int list() {
    try (ApplicationContext context = context()) {
      List<ApiKey> keys = context.getBean(ApiKeyListing.class).page(ALL).data();
      String row = "%-36s  %-9s  %-10s  %-8s  %-24s  %s%n";
      out().printf(row, "ID", "BEGINS", "ROLE", "STATE", "LAST USED", "NAME");
      for (ApiKey key : keys) {
        out()
            .printf(
                row,
                key.id(),
                key.prefix(),
                key.role().text(),
                key.revokedAt() == null ? "live" : "revoked",
                key.lastUsedAt() == null ? "never" : key.lastUsedAt(),
                key.name());
      }
      out().flush();
      return 0;
    }
  }

  @Command(name = "revoke", description = "Make a key useless at once, and its sessions with it.")
  int revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") UUID id) {
    try (ApplicationContext context = context()) {
      if (!context.getBean(ApiKeyRepository.class).revoke(id)) {
        throw new StackException("There is no key " + id + ".");
      }
      note(context, "keys revoke", id);
      out().println("Revoked " + id);
      return 0;
    }
  }

  @Command(
      name = "rotate",
      description = "Seal every stored secret with the first key of STITCH_ENCRYPTION_KEY.")
  int rotate() {
    try (ApplicationContext context = context()) {
      int count = context.getBean(KeyRotation.class).run();
      note(context, "keys rotate", null);
      out().println("Sealed " + count + " secrets with the newest key; older keys can go now.");
      return 0;
    }
  }

  private static void note(ApplicationContext context, String action, @Nullable UUID id) {
    context
        .getBean(AuditRepository.class)
        .append(ACTOR, Role.ADMIN, action, id == null ? null : id.toString(), null);
  }

  private ApplicationContext context() {
    Map<String, String> environment = System.getenv();
    Home found = Home.find(home, environment);
    Map<String, Object> properties =
        new HashMap<>(
            DatabaseConfigurer.properties(
                RequiredDatabase.configuredOrRunning(environment, found)));
    properties.put("datasources.default.maximum-pool-size", 1);
    Optional.ofNullable(environment.get(Secrets.VARIABLE))
        .or(() -> new EncryptionKeyFile(found).read())
        .ifPresent(keys -> properties.put("stitch.encryption-key", keys));
    return ApplicationContext.builder().properties(properties).banner(false).start();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
