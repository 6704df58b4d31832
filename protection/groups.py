"""The fourteen groups of children in special circumstances with their sub-groups.

Law on Children, Article 10(1); sub-groups: Decree 56/2017/ND-CP, Articles 3 to 16. Point letters follow the
Vietnamese alphabet: a, b, c, d, đ, e, g, h, i, k, l, m, n, o. A child may be in several.
"""

from __future__ import annotations

from dataclasses import dataclass


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


@dataclass(frozen=True)
class ChildGroup:
    """One group: key (the point without accent), point letter, name, article and names of its sub-groups."""

    key: str
    point: str
    name: str
    article: int
    parts: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """`l.4` for sub-group 4 of point l; the bare key where there are none."""
        return tuple(f"{self.key}.{number}" for number in range(1, len(self.parts) + 1)) or (self.key,)


GROUPS: tuple[ChildGroup, ...] = (
    ChildGroup(
        "a",
        "a",
        _("Orphan of both parents"),
        3,
        (
            _("without a carer"),
            _("cared for in a facility"),
            _("living with kin"),
            _("in alternative care with others than kin, not adopted"),
        ),
    ),
    ChildGroup(
        "b",
        "b",
        _("Abandoned child"),
        4,
        (_("not yet in alternative care"), _("in alternative care")),
    ),
    ChildGroup(
        "c",
        "c",
        _("Child without support"),
        5,
        (
            _("one parent dead, the other missing"),
            _("one parent dead, the other in a facility or no longer able to care"),
            _("one parent dead, the other in prison or compulsory education or treatment"),
            _("both parents missing"),
            _("one parent missing, the other in a facility"),
            _("one parent missing, the other in prison or compulsory education or treatment"),
            _("both parents no longer able to care"),
            _("both parents in a facility"),
            _("both parents in prison or compulsory education or treatment"),
            _("one parent in a facility, the other in prison or compulsory education or treatment"),
            _("both parents are children themselves"),
            _("both parents restricted in parental rights, or child isolated from them"),
        ),
    ),
    ChildGroup(
        "d",
        "d",
        _("Child with a disability"),
        6,
        (_("extremely severe disability"), _("severe disability"), _("mild disability")),
    ),
    ChildGroup("dd", "đ", _("Child with HIV/AIDS"), 7),
    ChildGroup(
        "e",
        "e",
        _("Child in conflict with the law"),
        8,
        (
            _("under administrative measures, reform school or management at home"),
            _("without a stable residence, under administrative education"),
            _("under judicial measures or sentences"),
            _("having served a prison term or left reform school"),
        ),
    ),
    ChildGroup(
        "g",
        "g",
        _("Child addicted to drugs"),
        9,
        (_("in a treatment facility"), _("in treatment at home or in the community")),
    ),
    ChildGroup(
        "h",
        "h",
        _("Child who left school to earn a living before completing lower secondary"),
        10,
        (_("without a carer"), _("living with parents or carer")),
    ),
    ChildGroup("i", "i", _("Child severely harmed by violence"), 11),
    ChildGroup(
        "k",
        "k",
        _("Exploited child"),
        12,
        (
            _("forced into unlawful labour"),
            _("used for pornographic performance or production"),
            _("sexually exploited in tourism or prostitution"),
            _("used for drugs or forbidden goods"),
            _("used for other gain"),
        ),
    ),
    ChildGroup(
        "l",
        "l",
        _("Sexually abused child"),
        13,
        (
            _("rape"),
            _("coerced intercourse"),
            _("intercourse"),
            _("indecent acts"),
            _("use in prostitution or pornography"),
        ),
    ),
    ChildGroup(
        "m",
        "m",
        _("Trafficked child"),
        14,
        (_("back with the parents"), _("in alternative care")),
    ),
    ChildGroup(
        "n",
        "n",
        _("Child with a serious or long illness in a poor or near-poor household"),
        15,
        (_("poor household"), _("near-poor household")),
    ),
    ChildGroup(
        "o",
        "o",
        _("Migrant or refugee child, parents unknown or no carer"),
        16,
        (_("Vietnamese citizen"), _("foreign citizen"), _("nationality not determined")),
    ),
)

GROUP_KEYS: tuple[str, ...] = tuple(key for group in GROUPS for key in group.keys)
