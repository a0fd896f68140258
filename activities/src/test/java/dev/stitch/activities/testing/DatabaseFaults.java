package dev.stitch.activities.testing;

import dev.stitch.store.SqlFailure;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Stands between a process and its database, and kills the process at a point: before any of its
 * statements, before any of its commits, or after one whose answer is lost. A process that was
 * killed says nothing more until it is started again.
 */
@Singleton
@Requires(property = DatabaseFaults.PROPERTY)
public class DatabaseFaults implements BeanCreatedEventListener<DataSource>, Ordered {

  public static final String PROPERTY = "stitch.test.database-faults";

  private static final String KILLED = "the process was killed";
  private static final int NEVER = Integer.MAX_VALUE;

  private int points;
  private boolean killed;
  private int killAt = NEVER;

  /** Before Micronaut wraps the pool: what it takes for the pool must be inside. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  /** Lets the process live until that point, counted from now on from 1. */
  public synchronized void killAt(int point) {
    points = 0;
    killed = false;
    killAt = point;
  }

  /** Starts the process again: nothing kills it any more. */
  public synchronized void revive() {
    killAt = NEVER;
  }

  /** How many points there were since the last {@link #killAt}. */
  public synchronized int points() {
    return points;
  }

  /** Whether the process has come to the point since the last {@link #killAt}. */
  public synchronized boolean killed() {
    return killed;
  }

  /** Whether a failure is what the killed process met, and no defect. */
  public static boolean caused(SqlFailure failure) {
    return KILLED.equals(failure.getMessage());
  }

  private synchronized void point() throws SQLException {
    points++;
    killed |= points >= killAt;
    requireAlive();
  }

  private synchronized void requireAlive() throws SQLException {
    if (points >= killAt) {
      throw new SQLException(KILLED, "08006");
    }
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return guarded(DataSource.class, event.getBean());
  }

  private <T> T guarded(Class<T> type, T guarded) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(guarded, method, arguments)));
  }

  /**
   * Listeners are told of several changes at once when it so happens: that is no point to count.
   */
  private static boolean isInBackground(String sql) {
    return sql.contains("pg_notify");
  }

  private Object answer(Object guarded, Method method, Object[] arguments) throws Throwable {
    boolean commits = method.getName().equals("commit");
    boolean prepares = method.getName().equals("prepareStatement");
    if (prepares && isInBackground((String) arguments[0])) {
      requireAlive();
    } else if (commits || prepares) {
      point();
    }
    try {
      Object answer = method.invoke(guarded, arguments);
      if (commits) {
        point();
      }
      return answer instanceof Connection connection && method.getName().equals("getConnection")
          ? guarded(Connection.class, connection)
          : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
