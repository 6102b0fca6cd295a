package dev.keybay.store.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps its prepared statements: parsing and planning cost SQLite more than
 * running the short statements of this house. Closing such a statement only gives it back.
 *
 * <p>Not thread-safe; a connection is used by one thread at a time. A statement that is prepared
 * again while it is still open is a second one, which is not kept.
 */
final class CachedStatements {
  /** More than the house has; what is beyond is closed, least recently used first. */
  private static final int KEPT = 64;

  private final Connection target;
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  CachedStatements(Connection target) {
    this.target = target;
  }

  Connection connection() {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("prepareStatement")
              && arguments != null
              && arguments.length == 1
              && arguments[0] instanceof String sql) {
            return prepare(sql);
          }
          return call(target, method, arguments);
        });
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept != null ? kept : target.prepareStatement(sql);
    return proxy(PreparedStatement.class, new Lent(sql, statement));
  }

  private void giveBack(String sql, PreparedStatement statement) throws SQLException {
    if (target.isClosed() || idle.containsKey(sql)) {
      statement.close();
      return;
    }
    // Bound values may be secrets: they do not stay behind. This also ends what was running.
    statement.clearParameters();
    statement.clearBatch();
    idle.put(sql, statement);
    if (idle.size() > KEPT) {
      var eldest = idle.values().iterator();
      PreparedStatement dropped = eldest.next();
      eldest.remove();
      dropped.close();
    }
  }

  private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CachedStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** A statement until its close. */
  private final class Lent implements InvocationHandler {
    private final String sql;
    private final PreparedStatement statement;
    private boolean closed;

    Lent(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          if (!closed) {
            closed = true;
            giveBack(sql, statement);
          }
          return null;
        }
        case "isClosed" -> {
          return closed;
        }
        default -> {
          if (closed) {
            throw new SQLException("the statement is closed");
          }
          return call(statement, method, arguments);
        }
      }
    }
  }
}
