package dev.stitch.cli.postgres;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.LogTail;
import dev.stitch.cli.stack.StackException;
import dev.stitch.store.connect.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The data directory of the embedded PostgreSQL and how to reach it.
 *
 * @param home where it is
 * @param programs what made it and runs it
 * @param unprivileged how to run those
 */
public record PostgresCluster(Home home, PostgresPrograms programs, Unprivileged unprivileged) {

  private static final String OWNER = "stitch";
  private static final String DATABASE = "stitch";
  private static final int PASSWORD_BYTES = 24;

  /** The data directory. */
  public Path data() {
    return home.postgresData();
  }

  /**
   * Makes the data directory when there is none. A kill while it is made leaves nothing that looks
   * finished.
   */
  public void initialise() throws IOException, InterruptedException {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    Path draft = home.root().resolve("postgres.new-" + ProcessHandle.current().pid());
    password();
    LogTail log = new LogTail(home.log("postgres"));
    int exitCode =
        new ProcessBuilder(
                unprivileged.command(
                    List.of(
                        programs.path("initdb"),
                        "--pgdata=" + draft,
                        "--username=" + OWNER,
                        "--pwfile=" + home.postgresPassword(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The same order and the same lower case on every machine, whatever its
                        // language is.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")))
            .redirectErrorStream(true)
            .redirectOutput(log.redirect())
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new StackException("initdb ended with exit code " + exitCode + "." + log.text());
    }
    Files.move(draft, data());
  }

  /** Our database on a port of this machine. */
  public DatabaseUrl url(int port) throws IOException {
    return url(port, DATABASE);
  }

  /** The database that is there before ours. */
  DatabaseUrl maintenanceUrl(int port) throws IOException {
    return url(port, "postgres");
  }

  /** The name of our database. */
  String database() {
    return DATABASE;
  }

  private DatabaseUrl url(int port, String database) throws IOException {
    return new DatabaseUrl(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, OWNER, password());
  }

  /**
   * The owner's password, made up when there is no data directory yet that could know another one.
   */
  private String password() throws IOException {
    Path file = home.postgresPassword();
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (Files.exists(data())) {
      throw new StackException(
          file
              + " is missing, and only it has the password of "
              + data()
              + ". Put it back, or delete both to start anew.");
    }
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password + "\n");
    return password;
  }
}
