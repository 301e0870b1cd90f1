package org.roaminghub.app.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose transaction begins with the first statement that is no plain read. Under READ COMMITTED every read sees
 * what is committed when it runs, inside of a transaction or outside, so nothing changes for who reads; but a command that
 * only reads before it writes its events has nothing to end, and its events may share a commit (see {@link GroupCommit}).
 */
final class LazyTransaction implements InvocationHandler {

    /** What tells a lazy connection from others. */
    interface Marked {

        /** Nothing was written or locked yet, so the connection has nothing to commit. */
        boolean hasOnlyRead();

        /** The connection itself: for who leaves it as it was, with nothing begun. */
        Connection plain();
    }

    private static final int MAX_KNOWN = 2_000;
    private static final Map<String, Boolean> PLAIN_READS = new ConcurrentHashMap<>();

    private final Connection connection;
    private boolean wanted;
    private boolean begun;

    private LazyTransaction(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                LazyTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class, Marked.class},
                new LazyTransaction(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] values) throws Throwable {
        switch (method.getName()) {
            case "hasOnlyRead" -> {
                return wanted && !begun;
            }
            case "plain" -> {
                return connection;
            }
            case "unwrap" -> {
                return ((Class<?>) first(values)).isInstance(proxy) ? proxy : pass(method, values);
            }
            case "isWrapperFor" -> {
                return ((Class<?>) first(values)).isInstance(proxy) || Boolean.TRUE.equals(pass(method, values));
            }
            case "getAutoCommit" -> {
                return !wanted;
            }
            case "setAutoCommit" -> {
                setAutoCommit((boolean) first(values));
                return null;
            }
            case "commit", "rollback" -> {
                return wanted && !begun ? null : pass(method, values);
            }
            case "prepareStatement" -> {
                if (!isPlainRead((String) first(values))) {
                    begin();
                }
                return pass(method, values);
            }
            case "createStatement", "prepareCall", "setSavepoint" -> {
                begin();
                return pass(method, values);
            }
            default -> {
                return pass(method, values);
            }
        }
    }

    private void setAutoCommit(boolean on) throws SQLException {
        wanted = !on;
        if (on && begun) {
            connection.setAutoCommit(true);
            begun = false;
        }
    }

    private void begin() throws SQLException {
        if (wanted && !begun) {
            connection.setAutoCommit(false);
            begun = true;
        }
    }

    private static Object first(Object @Nullable [] values) {
        if (values == null) {
            throw new IllegalArgumentException("the call has no argument");
        }
        return values[0];
    }

    private @Nullable Object pass(Method method, Object @Nullable [] values) throws Throwable {
        try {
            return method.invoke(connection, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Whatever isn't known to be one counts as none. */
    static boolean isPlainRead(String sql) {
        Boolean known = PLAIN_READS.get(sql);
        if (known != null) {
            return known;
        }
        String text = sql.strip().toLowerCase(Locale.ROOT);
        boolean plain = text.startsWith("select")
                && !text.contains(" for ") // for update, for share, and whatever else locks
                && !text.contains("pg_advisory")
                && !text.contains("nextval")
                && !text.contains("set_config")
                && !text.contains(";");
        if (PLAIN_READS.size() < MAX_KNOWN) {
            PLAIN_READS.put(sql, plain);
        }
        return plain;
    }
}
