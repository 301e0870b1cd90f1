package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Price;
import org.roaminghub.connector.ocpi.wire.PriceComponent;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.TariffElement;
import org.roaminghub.connector.ocpi.wire.TaxAmount;
import org.roaminghub.connector.ocpi.wire.Token;

/** From 2.3.0 down to 2.2.1: prices, token types, words of open enums (facts §5.5 to §5.7). */
final class Lower221 {

    /** Decimals of a price from which the tax was taken out: more than the four of OCPI's numbers. */
    private static final int PRICE_SCALE = 8;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Lower221() {}

    static Token token(Token t, Lowering to) {
        if (Codes.TOKEN_TYPE.contains(t.type())) {
            return t;
        }
        return new Token(
                t.country_code(),
                t.party_id(),
                t.uid(),
                otherType(t.type(), "type", to),
                t.contract_id(),
                t.visual_number(),
                t.issuer(),
                t.group_id(),
                t.valid(),
                t.whitelist(),
                t.language(),
                t.default_profile_type(),
                t.energy_contract(),
                t.last_updated());
    }

    private static String otherType(String type, String field, Lowering to) {
        if (Codes.TOKEN_TYPE.contains(type)) {
            return type;
        }
        to.lost(field, "2.2.1 has no token type " + type + ": sent as OTHER");
        return "OTHER";
    }

    private static CdrToken cdrToken(CdrToken t, Lowering to) {
        return Codes.TOKEN_TYPE.contains(t.type())
                ? t
                : new CdrToken(
                        t.country_code(),
                        t.party_id(),
                        t.uid(),
                        otherType(t.type(), "cdr_token.type", to),
                        t.contract_id());
    }

    static Session session(Session s, Lowering to) {
        price(s.total_cost(), "total_cost", to);
        return new Session(
                s.country_code(),
                s.party_id(),
                s.id(),
                s.start_date_time(),
                s.end_date_time(),
                s.kwh(),
                cdrToken(s.cdr_token(), to),
                s.auth_method(),
                s.authorization_reference(),
                s.location_id(),
                s.evse_uid(),
                s.connector_id(),
                s.meter_id(),
                s.currency(),
                s.charging_periods(),
                s.total_cost(),
                s.status(),
                s.last_updated(),
                s.place());
    }

    static CDR cdr(CDR c, Lowering to) {
        prices(c, to);
        CdrLocation at = c.cdr_location();
        if (!Codes.CONNECTOR_TYPE.contains(at.connector_standard())) {
            throw new Unsayable(
                    "cdr_location.connector_standard",
                    "OCPI 2.2.1 has no connector type " + at.connector_standard() + ".");
        }
        return c.with(cdrToken(c.cdr_token(), to), tariffs(c.tariffs(), to));
    }

    private static void prices(CDR c, Lowering to) {
        price(c.total_cost(), "total_cost", to);
        price(c.total_fixed_cost(), "total_fixed_cost", to);
        price(c.total_energy_cost(), "total_energy_cost", to);
        price(c.total_time_cost(), "total_time_cost", to);
        price(c.total_parking_cost(), "total_parking_cost", to);
        price(c.total_reservation_cost(), "total_reservation_cost", to);
    }

    /** The sum of the taxes travels on as incl_vat; what they are called, and their parts, do not. */
    private static void price(@Nullable Price price, String field, Lowering to) {
        if (price == null) {
            return;
        }
        for (TaxAmount tax : price.taxes()) {
            if (price.taxes().size() > 1 || !tax.name().equals(Price.VAT)) {
                to.lost(field + ".taxes.name", "2.2.1 knows one tax, VAT: only the sum of the taxes is sent");
            }
            if (tax.account_number() != null) {
                to.lost(field + ".taxes.account_number", "2.2.1 has no account numbers of taxes");
            }
            if (tax.percentage() != null) {
                to.lost(field + ".taxes.percentage", "2.2.1 has no percentages of taxes");
            }
        }
    }

    /** A CDR goes without tariffs rather than with a wrong one (facts §5.4). */
    private static List<Tariff> tariffs(List<Tariff> tariffs, Lowering to) {
        var lowered = new ArrayList<Tariff>(tariffs.size());
        for (Tariff tariff : tariffs) {
            Optional<Tariff> one = tariff(tariff, to);
            if (one.isEmpty()) {
                to.lost("tariffs", "tax_included YES without VAT on every component can't be said in 2.2.1: left out");
                return List.of();
            }
            lowered.add(one.get());
        }
        return lowered;
    }

    /** Empty: not convertible. 2.2.1's prices are without taxes. */
    static Optional<Tariff> tariff(Tariff t, Lowering to) {
        return switch (t.tax_included()) {
            case Tariff.NO_TAX -> Optional.of(t);
            case "N/A" -> {
                to.lost("tariffs.tax_included", "N/A can't be said in 2.2.1: sent without VAT");
                yield Optional.of(
                        with(t, t.elements().stream().map(Lower221::withoutVat).toList()));
            }
            default -> {
                boolean convertible = t.elements().stream()
                        .flatMap(e -> e.price_components().stream())
                        .allMatch(c -> c.vat() != null);
                if (convertible) {
                    to.lost("tariffs.tax_included", "2.2.1 knows prices without taxes only: the VAT was taken out");
                }
                yield convertible
                        ? Optional.of(with(
                                t,
                                t.elements().stream().map(Lower221::taxTakenOut).toList()))
                        : Optional.empty();
            }
        };
    }

    private static Tariff with(Tariff t, List<TariffElement> elements) {
        return new Tariff(
                t.country_code(),
                t.party_id(),
                t.id(),
                t.currency(),
                t.type(),
                t.tariff_alt_text(),
                t.tariff_alt_url(),
                t.min_price(),
                t.max_price(),
                elements,
                Tariff.NO_TAX,
                t.start_date_time(),
                t.end_date_time(),
                t.energy_mix(),
                t.last_updated());
    }

    private static TariffElement withoutVat(TariffElement e) {
        return new TariffElement(
                e.price_components().stream()
                        .map(c -> new PriceComponent(c.type(), c.price(), null, c.step_size()))
                        .toList(),
                e.restrictions());
    }

    private static TariffElement taxTakenOut(TariffElement e) {
        return new TariffElement(
                e.price_components().stream()
                        .map(c -> new PriceComponent(c.type(), net(c.price(), c.vat()), c.vat(), c.step_size()))
                        .toList(),
                e.restrictions());
    }

    /** price / (1 + vat / 100). */
    static BigDecimal net(BigDecimal price, @Nullable BigDecimal vat) {
        if (vat == null || vat.signum() == 0) {
            return price;
        }
        return price.multiply(HUNDRED)
                .divide(HUNDRED.add(vat), PRICE_SCALE, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
