#!/usr/bin/env bash
# A handle of Jdbi that was made of a connection does not close the connection.
#
# Packages:  Maven org.jdbi:jdbi3-core 3.55.0, org.xerial:sqlite-jdbc 3.54.1.0, JDK 17; needs mvn, java
# Guess:     Handle.close() closes the connection, as it does for a handle of a data source or a URL.
# Behaviour: after Jdbi.create(connection).open().close() the connection is open. With Jdbi.create(() -> connection) it is closed.
# Seen:      create(connection): closed false; create(() -> connection): closed true
# So:        an SQLite store whose handles were all closed kept its files open and left its -wal file behind. Serialpass hands
#            over a factory.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jdbi</groupId><artifactId>jdbi3-core</artifactId><version>3.55.0</version></dependency>
    <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.54.1.0</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import java.sql.Connection;
import java.sql.DriverManager;
import org.jdbi.v3.core.Jdbi;
class Look {
    public static void main(String[] arguments) throws Exception {
        Connection first = DriverManager.getConnection("jdbc:sqlite::memory:");
        Jdbi.create(first).open().close();
        Connection second = DriverManager.getConnection("jdbc:sqlite::memory:");
        Jdbi.create(() -> second).open().close();
        System.out.println("create(connection): closed " + first.isClosed()
                + "; create(() -> connection): closed " + second.isClosed());
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
grep -qx 'create(connection): closed false; create(() -> connection): closed true' seen
