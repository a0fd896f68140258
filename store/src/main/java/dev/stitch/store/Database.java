package dev.stitch.store;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out SQL that stands in sight in the repositories.
 *
 * <p>More than one parameter gets a name ({@link Sql}); one alone is a question mark.
 *
 * <p>Parameters are bound by their type: {@code UUID}, {@code Instant}, {@code JsonNode} (jsonb),
 * enums (their name in lower case), {@link SqlArray}, and what JDBC knows itself; null is SQL NULL.
 * A question mark that is a jsonb operator is written {@code ??}.
 *
 * <p>Each call takes part in the surrounding {@link #transaction}, or in the {@code @Transactional}
 * of a caller, and commits alone when there is none. All failures are {@link SqlFailure}s.
 */
@Singleton
public class Database {

  /** More than this many deadlocks in a row are no coincidence. */
  private static final int ATTEMPTS = 5;

  private static final ScopedValue<Duration> LONGEST = ScopedValue.newInstance();

  private final ConnectionOperations<Connection> connections;
  private final TransactionOperations<Connection> transactions;

  private final JdbcOperations entities;

  Database(
      ConnectionOperations<Connection> connections,
      TransactionOperations<Connection> transactions,
      JdbcOperations entities) {
    this.connections = connections;
    this.transactions = transactions;
    this.entities = entities;
  }

  /**
   * Runs {@code work} in one transaction, or in the one that is open; any exception rolls back.
   * Where PostgreSQL undoes the transaction to end a deadlock, the work is done again from its
   * start: what it does outside of the database must bear that.
   */
  public <T> T transaction(Supplier<T> work) {
    return untilOthersLetIt(
        () ->
            failing(
                () -> transactions.execute(TransactionDefinition.DEFAULT, status -> work.get())));
  }

  /** As {@link #transaction(Supplier)}, for work without a result. */
  public void transaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Only whoever began the transaction can do it again: inside of one, the failure goes on. */
  private <T> T untilOthersLetIt(Supplier<T> work) {
    if (transactions.findTransactionStatus().isPresent()) {
      return work.get();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (SqlFailure e) {
        if (!e.undoneForOthers() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** All rows of a query. */
  public <T> List<T> list(String sql, Row.Mapper<T> mapper, Object... parameters) {
    return prepared(
        sql,
        parameters,
        statement -> {
          try (ResultSet results = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(results, entities);
            while (results.next()) {
              rows.add(mapper.map(row));
            }
            return rows;
          }
        });
  }

  /** As {@link #list(String, Row.Mapper, Object...)}, with names for the parameters. */
  public <T> List<T> list(Sql sql, Row.Mapper<T> mapper) {
    Sql.Positional positional = sql.positional();
    return list(positional.text(), mapper, positional.parameters().toArray());
  }

  /** The first row of a query, empty when there is none; the mapper must not return null. */
  public <T> Optional<T> first(String sql, Row.Mapper<T> mapper, Object... parameters) {
    return prepared(
        sql,
        parameters,
        statement -> {
          try (ResultSet results = statement.executeQuery()) {
            return results.next()
                ? Optional.of(mapper.map(new Row(results, entities)))
                : Optional.empty();
          }
        });
  }

  /** As {@link #first(String, Row.Mapper, Object...)}, with names for the parameters. */
  public <T> Optional<T> first(Sql sql, Row.Mapper<T> mapper) {
    Sql.Positional positional = sql.positional();
    return first(positional.text(), mapper, positional.parameters().toArray());
  }

  /** Asks the database for nothing: fails when it does not answer. */
  public void reach() {
    number("SELECT 1");
  }

  /** The number in the only column of a query's only row, e.g. a {@code count(*)}. */
  public long number(String sql, Object... parameters) {
    return first(sql, row -> row.longNumber(1), parameters).orElseThrow();
  }

  /** As {@link #number(String, Object...)}, with names for the parameters. */
  public long number(Sql sql) {
    return first(sql, row -> row.longNumber(1)).orElseThrow();
  }

  /** Whether a query finds anything. */
  public boolean exists(String sql, Object... parameters) {
    return first(sql, row -> Boolean.TRUE, parameters).isPresent();
  }

  /** As {@link #exists(String, Object...)}, with names for the parameters. */
  public boolean exists(Sql sql) {
    return first(sql, row -> Boolean.TRUE).isPresent();
  }

  /** Carries out a statement that changes rows, and tells how many it changed. */
  public int update(String sql, Object... parameters) {
    return prepared(sql, parameters, PreparedStatement::executeUpdate);
  }

  /** As {@link #update(String, Object...)}, with names for the parameters. */
  public int update(Sql sql) {
    Sql.Positional positional = sql.positional();
    return update(positional.text(), positional.parameters().toArray());
  }

  /** Carries out one statement for many rows of parameters in as few round trips as possible. */
  public void batch(String sql, Collection<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    onConnection(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
              Parameters.bind(statement, row);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /**
   * Reads a query's rows one after the other without keeping them, for exports. Needs a surrounding
   * transaction: the driver fetches in portions only inside one.
   *
   * @param fetchSize rows held in memory at a time
   */
  public <T> void each(
      String sql, int fetchSize, Row.Mapper<T> mapper, Consumer<T> consumer, Object... parameters) {
    prepared(
        sql,
        parameters,
        statement -> {
          statement.setFetchSize(fetchSize);
          try (ResultSet results = statement.executeQuery()) {
            Row row = new Row(results, entities);
            while (results.next()) {
              consumer.accept(mapper.map(row));
            }
            return null;
          }
        });
  }

  /** For what the other methods do not offer, e.g. {@code COPY}; the connection is not closed. */
  public <T> T onConnection(SqlWork<Connection, T> work) {
    return failing(
        () ->
            connections.execute(
                ConnectionDefinition.DEFAULT,
                status -> {
                  try {
                    return work.apply(patient(status.getConnection()));
                  } catch (SQLException e) {
                    throw new SqlFailure(e);
                  }
                }));
  }

  /**
   * Does work whose statements may take long, e.g. over all rows of a table. Other statements are
   * given up after the socket timeout of the process, because their connection may be dead.
   *
   * @param longest for one statement
   */
  public <T> T patiently(Duration longest, Supplier<T> work) {
    return ScopedValue.where(LONGEST, longest).call(work::get);
  }

  /** The pool takes the limit back when the connection is returned. */
  private static Connection patient(Connection connection) throws SQLException {
    if (LONGEST.isBound()) {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.get().toMillis()));
    }
    return connection;
  }

  /**
   * Whatever fails around the statements (no connection to be had, a commit without an answer)
   * comes as one kind of failure, so that callers tell in one place what is to be done again.
   */
  private static <T> T failing(Supplier<T> work) {
    try {
      return work.get();
    } catch (CannotGetJdbcConnectionException
        | ConnectionException
        | TransactionException
        | DataAccessException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException failure) {
          throw new SqlFailure(failure);
        }
      }
      throw e;
    }
  }

  /** Has a statement of a {@link RowRepository} carried out under the rules of this class. */
  <T> T statement(Supplier<T> statement) {
    return untilOthersLetIt(() -> onConnection(connection -> statement.get()));
  }

  private <T> T prepared(String sql, Object[] parameters, SqlWork<PreparedStatement, T> work) {
    return untilOthersLetIt(
        () ->
            onConnection(
                connection -> {
                  try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    Parameters.bind(statement, parameters);
                    return work.apply(statement);
                  }
                }));
  }

  /** Work that may fail as JDBC does. */
  @FunctionalInterface
  public interface SqlWork<S, T> {
    T apply(S subject) throws SQLException;
  }
}
