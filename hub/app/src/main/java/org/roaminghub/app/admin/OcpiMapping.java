package org.roaminghub.app.admin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Address;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.Power;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SignedData;
import org.roaminghub.vocabulary.Span;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

/** From neutral values to those of OCPI 2.3.0. Total and without side effects. */
final class OcpiMapping {

    /** What OCPI writes for a value that is needed and not known. */
    static final String NOT_AVAILABLE = "#NA";

    private static final BigDecimal WH_PER_KWH = new BigDecimal(1000);
    private static final int MAX_DECIMALS = 10;

    private OcpiMapping() {}

    static OcpiObjects.CdrToken token(
            @Nullable PartyId issuer, PartyId emsp, TokenKind kind, Personal<TokenSeen> seen) {
        PartyId owner = issuer == null ? emsp : issuer;
        TokenUid uid = seen.known().map(TokenSeen::uid).orElse(null);
        ContractId contract = seen.known().map(TokenSeen::contract).orElse(null);
        return new OcpiObjects.CdrToken(
                owner.country(),
                owner.party(),
                uid == null ? NOT_AVAILABLE : uid.value(),
                type(kind),
                contract == null ? NOT_AVAILABLE : contract.value());
    }

    /** OCPI's TokenType. */
    static String type(TokenKind kind) {
        return switch (kind) {
            case RFID -> "RFID";
            case APP -> "APP_USER";
            case AD_HOC -> "AD_HOC_USER";
            case EMAID -> "EMAID";
            case OTHER -> "OTHER";
        };
    }

    static OcpiObjects.@Nullable Price price(@Nullable Price price) {
        if (price == null) {
            return null;
        }
        Money before = price.beforeTaxes();
        Money after = price.afterTaxes();
        return new OcpiObjects.Price(
                before == null ? null : number(before.amount()),
                price.taxes().stream()
                        .map(tax -> new OcpiObjects.Tax(
                                tax.name(), tax.account(), number(tax.percent()), amount(tax.amount())))
                        .toList(),
                before == null && after != null ? number(after.amount()) : null);
    }

    static BigDecimal kwh(Energy energy) {
        return amount(energy.toKilowattHours());
    }

    static @Nullable BigDecimal kwhOrNull(@Nullable Energy energy) {
        return energy == null ? null : kwh(energy);
    }

    static BigDecimal hours(Span span) {
        return span.toHours();
    }

    static @Nullable BigDecimal hoursOrNull(@Nullable Span span) {
        return span == null ? null : span.toHours();
    }

    /** Without trailing zeros and never with an exponent. */
    static BigDecimal amount(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    static @Nullable BigDecimal number(@Nullable BigDecimal value) {
        return value == null ? null : amount(value);
    }

    static List<OcpiObjects.ChargingPeriod> periods(List<ChargingPeriod> periods) {
        return periods.stream()
                .map(period -> new OcpiObjects.ChargingPeriod(
                        period.start(),
                        period.dimensions().stream().map(OcpiMapping::dimension).toList(),
                        period.tariff()))
                .toList();
    }

    private static OcpiObjects.Dimension dimension(ChargingPeriod.Dimension dimension) {
        return new OcpiObjects.Dimension(dimension.type().name(), volume(dimension.type(), dimension.volume()));
    }

    /** Energy and power in kWh and kW, times in hours, the others as they are. */
    private static BigDecimal volume(ChargingPeriod.Type type, BigDecimal volume) {
        return switch (type) {
            case ENERGY, ENERGY_IMPORT, ENERGY_EXPORT, MIN_POWER, MAX_POWER, POWER ->
                amount(volume.divide(WH_PER_KWH, MAX_DECIMALS + 3, java.math.RoundingMode.HALF_UP));
            case TIME, PARKING_TIME, RESERVATION_TIME -> new Span(volume).toHours();
            case FLAT, MIN_CURRENT, MAX_CURRENT, CURRENT, STATE_OF_CHARGE -> amount(volume);
        };
    }

    static @Nullable String evseUid(Place place) {
        return place.evseFid() != null ? place.evseFid() : evseId(place);
    }

    static @Nullable String evseId(Place place) {
        return place.evseId() == null ? null : place.evseId().value();
    }

    static OcpiObjects.CdrLocation location(Place place) {
        Address address = place.address() != null
                ? place.address()
                : place.sealedAddress().orNull();
        return new OcpiObjects.CdrLocation(
                place.locationFid(),
                address == null ? null : address.name(),
                address == null ? null : street(address),
                address == null ? null : address.city(),
                address == null ? null : address.postalCode(),
                address == null ? null : address.state(),
                alpha3(place.country()),
                address == null || address.coordinates() == null
                        ? null
                        : new OcpiObjects.GeoLocation(
                                address.coordinates().latitude().toPlainString(),
                                address.coordinates().longitude().toPlainString()),
                evseUid(place),
                evseId(place),
                place.connectorFid(),
                place.standard(),
                place.format(),
                place.powerType());
    }

    private static @Nullable String street(Address address) {
        String street = address.address();
        String number = address.houseNumber();
        return street == null || number == null ? street : street + " " + number;
    }

    /** OCPI locations name their country by ISO 3166-1 alpha-3. */
    static @Nullable String alpha3(@Nullable String alpha2) {
        if (alpha2 == null) {
            return null;
        }
        try {
            String alpha3 = Locale.of("", alpha2).getISO3Country();
            return alpha3.isEmpty() ? alpha2 : alpha3;
        } catch (MissingResourceException unknownCountry) {
            return alpha2;
        }
    }

    static OcpiObjects.@Nullable SignedData signedData(Personal<SignedData> sealed) {
        SignedData data = sealed.orNull();
        return data == null
                ? null
                : new OcpiObjects.SignedData(
                        data.method(),
                        data.version(),
                        data.publicKey(),
                        data.values().stream()
                                .map(value ->
                                        new OcpiObjects.SignedValue(value.nature(), value.plain(), value.signed()))
                                .toList(),
                        data.url());
    }

    static @Nullable BigDecimal kilowatts(@Nullable Power power) {
        return power == null ? null : amount(power.value().movePointLeft(3));
    }

    static boolean isErased(Personal<?>... fields) {
        for (Personal<?> field : fields) {
            if (field instanceof Personal.Erased<?>) {
                return true;
            }
        }
        return false;
    }
}
