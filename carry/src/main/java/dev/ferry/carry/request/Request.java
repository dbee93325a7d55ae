package dev.ferry.carry.request;

import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import java.util.List;
import java.util.Optional;

/**
 * What an isolated side asks its connected side for.
 *
 * @param exporter the first {@link ExporterId#BRIEF} hexadecimal digits of whom it asks
 * @param site that asks; nothing where its parcels are for everybody
 * @param wanted by parcel, rising
 * @param rest the number from which on every parcel is wanted wholly; 0 for none. Greater than
 *     every parcel of {@code wanted}
 */
public record Request(String exporter, Optional<SiteName> site, List<Wanted> wanted, int rest) {
  public Request {
    wanted = List.copyOf(wanted);
    if (!exporter.matches("[0-9a-f]{" + ExporterId.BRIEF + "}")) {
      throw new IllegalArgumentException("Bad value for `exporter`: " + exporter);
    }
    int last = 0;
    for (Wanted one : wanted) {
      if (one.parcel() <= last) {
        throw new IllegalArgumentException("Bad value for `parcel`: " + one.parcel());
      }
      last = one.parcel();
    }
    if (rest != 0 && (rest <= last || rest > Numbers.LARGEST)) {
      throw new IllegalArgumentException("Bad value for `rest`: " + rest);
    }
  }

  public Request(ExporterId exporter, Optional<SiteName> site, List<Wanted> wanted) {
    this(exporter.brief(), site, wanted, 0);
  }
}
