#!/usr/bin/env bash
# A pool of HikariCP says that its connection timeout was changed, and waits as long as before.
#
# Packages:  Maven com.zaxxer:HikariCP 5.1.0, org.xerial:sqlite-jdbc 3.54.1.0, JDK 17; needs mvn, java
# Guess:     setConnectionTimeout of a running pool, which is allowed, holds for the next getConnection(); the getter says so.
# Behaviour: the pool copies the value when its housekeeper runs: every 30 s, or as the system property
#            com.zaxxer.hikari.housekeeping.periodMs says. Until then getConnection() waits for the old time.
# Seen:      getter: 500; right after the change: waited the old 4000 ms: true; after the housekeeper: waited 500 ms: true
# So:        a server that opened its store with a long timeout, to shorten it for requests, let requests wait for a minute.
#            Serialpass makes a pool with the timeout that it is to have.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.zaxxer</groupId><artifactId>HikariCP</artifactId><version>5.1.0</version></dependency>
    <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.54.1.0</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
class Look {
    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite::memory:");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(4000);
        try (HikariDataSource pool = new HikariDataSource(config); Connection held = pool.getConnection()) {
            // The housekeeper runs first after 100 ms.
            Thread.sleep(1000);
            pool.getHikariConfigMXBean().setConnectionTimeout(500);
            long getter = pool.getHikariConfigMXBean().getConnectionTimeout();
            long first = waited(pool);
            Thread.sleep(10_000);
            long second = waited(pool);
            System.out.println("getter: " + getter + "; right after the change: waited the old 4000 ms: " + (first >= 4000)
                    + "; after the housekeeper: waited 500 ms: " + (second < 4000));
        }
    }
    private static long waited(HikariDataSource pool) {
        long begin = System.nanoTime();
        try (Connection connection = pool.getConnection()) {
            throw new IllegalStateException("the only connection is in use");
        } catch (SQLException e) {
            return (System.nanoTime() - begin) / 1_000_000;
        }
    }
}
END
java -Dcom.zaxxer.hikari.housekeeping.periodMs=8000 -cp 'lib/*' Look.java 2> err | tee seen
grep -qx 'getter: 500; right after the change: waited the old 4000 ms: true; after the housekeeper: waited 500 ms: true' seen
