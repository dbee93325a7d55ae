package dev.ferry.python.build;

import java.util.Map;
import java.util.Optional;

/** Which packages of a system hold what builds look for, under the names of two families. */
final class SystemPackages {
  /**
   * Names of one thing's packages.
   *
   * @param debian on Debian and Ubuntu
   * @param redHat on RHEL, openEuler, Kylin and their kin
   */
  record Names(String debian, String redHat) {}

  private static final Names MYSQL = new Names("default-libmysqlclient-dev", "mariadb-devel");
  private static final Names POSTGRESQL = new Names("libpq-dev", "libpq-devel");
  private static final Names XML =
      new Names("libxml2-dev libxslt1-dev", "libxml2-devel libxslt-devel");
  private static final Names LDAP = new Names("libldap2-dev", "openldap-devel");

  private static final Map<String, Names> KNOWN =
      Map.ofEntries(
          Map.entry("mysqlclient", MYSQL),
          Map.entry("libmysqlclient", MYSQL),
          Map.entry("mariadb", MYSQL),
          Map.entry("libmariadb", MYSQL),
          Map.entry("mysql_config", MYSQL),
          Map.entry("mysql.h", MYSQL),
          Map.entry("pg_config", POSTGRESQL),
          Map.entry("libpq-fe.h", POSTGRESQL),
          Map.entry("libxml-2.0", XML),
          Map.entry("xml2-config", XML),
          Map.entry("xslt-config", XML),
          Map.entry("lber.h", LDAP),
          Map.entry("ldap.h", LDAP),
          Map.entry("sasl/sasl.h", new Names("libsasl2-dev", "cyrus-sasl-devel")),
          Map.entry("ffi.h", new Names("libffi-dev", "libffi-devel")),
          Map.entry("openssl/ssl.h", new Names("libssl-dev", "openssl-devel")),
          Map.entry("zlib.h", new Names("zlib1g-dev", "zlib-devel")),
          Map.entry("jpeglib.h", new Names("libjpeg-dev", "libjpeg-turbo-devel")),
          Map.entry("sql.h", new Names("unixodbc-dev", "unixODBC-devel")),
          Map.entry("portaudio.h", new Names("portaudio19-dev", "portaudio-devel")),
          Map.entry("graphviz/cgraph.h", new Names("libgraphviz-dev", "graphviz-devel")),
          Map.entry("gssapi/gssapi.h", new Names("libkrb5-dev", "krb5-devel")),
          Map.entry("cairo", new Names("libcairo2-dev", "cairo-devel")),
          Map.entry("dbus-1", new Names("libdbus-1-dev", "dbus-devel")),
          Map.entry("pkg-config", new Names("pkg-config", "pkgconf-pkg-config")),
          Map.entry("cmake", new Names("cmake", "cmake")),
          Map.entry("gcc", new Names("gcc", "gcc")),
          Map.entry("g++", new Names("g++", "gcc-c++")),
          Map.entry("gfortran", new Names("gfortran", "gcc-gfortran")),
          Map.entry("cargo", new Names("cargo", "cargo")),
          Map.entry("rustc", new Names("rustc", "rust")));

  private SystemPackages() {}

  /** Where a header, a program or a name of {@code pkg-config} comes from, if it is known. */
  static Optional<Names> find(String wanted) {
    return Optional.ofNullable(KNOWN.get(wanted));
  }
}
