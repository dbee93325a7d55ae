package dev.ferry.carry.receive;

import dev.ferry.carry.depot.ParcelName;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;

/**
 * A parcel that says what it holds.
 *
 * @param found its parts
 * @param goods what it holds
 * @param name which one it is
 */
record Contents(FoundParcel found, Goods goods, ParcelName name) {
  /**
   * Reads what a parcel with a manifest says.
   *
   * @throws FerryException of kind VERIFICATION that names the field that is wrong
   */
  static Contents of(FoundParcel found) {
    String shown = "parcel " + found.id().abbreviated();
    Goods goods = Goods.parse(shown, found.manifest().goods());
    long payload = found.manifest().layout().payload();
    if (goods.payload() != payload) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot read `%s`: bad value for `items`: %d bytes, want %d",
              "无法读取 `%s`：`items` 的值有误：%d 字节，应为 %d 字节", shown, goods.payload(), payload));
    }
    return new Contents(found, goods, name(found, goods));
  }

  private static ParcelName name(FoundParcel found, Goods goods) {
    return new ParcelName(
        found.id().hex(),
        goods.exporter().hex(),
        goods.site().map(SiteName::value).orElse(""),
        goods.number());
  }
}
