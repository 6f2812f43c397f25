#!/usr/bin/env bash
# Statement.setQueryTimeout of sqlite-jdbc does not end a query that takes too long.
#
# Package:   Maven org.xerial:sqlite-jdbc 3.54.1.0, JDK 17; needs mvn, java
# Guess:     the query ends after a second with SQLTimeoutException, as the Javadoc of JDBC has it.
# Behaviour: the driver gives the seconds to SQLite as the time to wait for a lock. A query that has its lock runs to its end.
#            Statement.cancel() of another thread ends it.
# Seen:      timeout of 1 s: the query ended by itself; cancelled: SQLITE_INTERRUPT
# So:        a server that lets people search an inventory needs a deadline of its own. Serialpass interrupts such reads itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.54.1.0</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Timer;
import java.util.TimerTask;
import org.sqlite.SQLiteException;
class Look {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long rows = 1_000_000;
            long begin;
            do {
                rows *= 2;
                begin = System.nanoTime();
                count(statement, rows);
            } while (System.nanoTime() - begin < 3_000_000_000L);
            System.out.println("timeout of 1 s: the query ended by itself");
            Timer timer = new Timer(true);
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    try {
                        statement.cancel();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }, 1_000);
            try {
                count(statement, rows);
            } catch (SQLiteException e) {
                System.out.println("cancelled: " + e.getResultCode().name());
            }
        }
    }

    static void count(Statement statement, long rows) throws SQLException {
        statement.executeQuery("with recursive row(n) as (select 1 union all select n + 1 from row where n < " + rows
                + ") select count(*) from row").close();
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
cmp - seen <<'END'
timeout of 1 s: the query ended by itself
cancelled: SQLITE_INTERRUPT
END
