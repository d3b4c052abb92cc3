"""Which names are the same: a table judged by hand, in three scripts. All names are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.duplicates.evidence import SAME_NAME
from fieldreport.duplicates.naming import Reader, alike

COMPANIES, PEOPLE = Reader(), Reader(people=True)

SAME = [
    # legal forms
    ("(주)한빛기계", "한빛기계 주식회사"), ("㈜한빛기계", "한빛기계"), ("한빛기계(유)", "유한회사 한빛기계"),
    ("Shapla Knit Ltd.", "Shapla Knit Limited"), ("Shapla Knit Co., Ltd.", "SHAPLA KNIT"),
    ("Shapla Knit (Pvt.) Ltd", "M/S Shapla Knit"), ("শাপলা নিট লিমিটেড", "শাপলা নিট লি."),
    ("শাপলা নিট লিঃ", "মেসার্স শাপলা নিট"), ("Doel Foods Inc.", "Doel Foods Corporation"),
    # other spellings and other spacing
    ("Star Light Knit", "Starlight Knit Ltd."), ("A.B.C. Knit Ltd", "ABC Knit"), ("한빛 기계", "한빛기계"),
    ("Karnafuli Garments", "Karnaphuli Garments"), ("Mohona Textiles", "Mohana Textile"),
    ("Dheutara Engineering", "Dheutara Enginering"), ("কর্ণফুলী গার্মেন্টস", "কর্ণফুলি গার্মেন্টস"),
    ("Doel Textile Mills", "Doel Textiles"), ("Kotha & Sons", "Kotha and Sons"), ("가람도담전기", "가람 도담 전기"),
    # Bengali and Latin
    ("দোয়েল গ্রুপ", "DOEL Group"), ("মোহনা টেক্সটাইল", "Mohona Textile Mills"), ("শাপলা ট্রেডার্স", "Shapla Trading"),
    ("কর্ণফুলী গার্মেন্টস লিঃ", "Karnaphuli Garments Ltd"), ("রোহিণী কুয়াশা সোয়েটার্স লি.", "Rohini Kuasha Sweaters Ltd."),
    ("ধানসিঁড়ি জল ডেনিম মিলস", "Dhanshiri Jol Denim Mills"), ("জোনাকি ওয়্যার", "Jonaki Wire"),
    # Korean and Latin
    ("주식회사 한빛기계", "Hanbit Machinery Co., Ltd."), ("별빛전자", "Byeolbit Electronics"),
    ("가람도담전기", "Garam Dodam Electric"),
    ("꽃샘나루무역", "Kkotsaem Naru Trading"), ("새벽솔라", "Saebyeok Solar Co."),
    ("달빛여울기계(주)", "Dalbit Yeoul Machinery"),
    # Korean and Bengali
    ("로히니쿠아샤 스웨터", "রোহিণী কুয়াশা সোয়েটার্স লি."), ("온빛물결섬유", "অনবিত মুলগিয়ল টেক্সটাইল"),
    ("히잘타라 니트", "হিজল তারা নিট লিমিটেড"),
]  # fmt: skip
DIFFERENT = [
    # the same trade is no reason
    ("한국무역", "대한무역"), ("한빛무역", "한길무역"), ("Sonali Bank", "Rupali Bank"), ("শাপলা নিট", "পদ্মা নিট"),
    ("Shapla Trading", "Mohona Trading"), ("한빛기계", "별빛기계"), ("শাপলা ট্রেডার্স", "Shiuli Traders"),
    # another trade is another company
    ("Mohona Knit", "Mohona Pharma"), ("한빛화학", "한빛전자"), ("দোয়েল ফুডস", "দোয়েল ফার্মা"),
    ("별빛전자", "Byeolbit Textile"),
    ("Hijal Tara Knit", "Hijal Dhara Pharma"), ("Mohona Knit", "Mohona"), ("মোহনা টেক্সটাইল", "Mohona Steel"),
    # nearly the same letters
    ("Rupa Knit", "Rupali Knit"), ("Padma Star", "Padma Stat"), ("Mina Fashion", "Mona Fashion"),
    ("Doel 2 Knit", "Doel 3 Knit"),
    ("Rupa Tara Knit", "Rupa Sara Knit"), ("한빛정밀", "한비정밀"),
    ("Padma Star Home Textiles", "Padma Moon Home Textiles"),
    ("HTK", "HTK"), ("Dhaka Trading", "Seoul Trading"), ("শিউলি আলো", "শিউলি জল"),
]  # fmt: skip
SAME_PERSON = [
    ("김민수", "Kim Min-su"), ("김민수", "Minsu Kim"), ("이영희", "Lee Young-hee"), ("박현우", "Park Hyunwoo"),
    ("최은지", "Choi Eun Ji"), ("Md. Rahim Uddin", "রহিম উদ্দিন"), ("মোঃ রহিম উদ্দীন", "মোহাম্মদ রহিম উদ্দিন"),
    ("Nasrin Sultana", "নাসরিন সুলতানা"), ("Mr. Sajal Sagor", "Sajal Sagor"), ("Sagor, Sajal", "Sajal Sagor"),
]  # fmt: skip
OTHER_PERSON = [
    ("김민수", "김민서"), ("김민수", "이민호"), ("Abdul Karim", "Abdur Rahim"), ("Mina Akter", "Mona Akter"),
    ("রহিম উদ্দিন", "করিম উদ্দিন"), ("Kim Min-su", "Kim Ji-woo"), ("Lee Young-hee", "박영희"),
]  # fmt: skip


def likeness(reader: Reader, one: str, other: str) -> int:
    return max((alike(a, b) for a in reader.names(one) for b in reader.names(other)), default=0)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_company_is_recognised(one: str, other: str) -> None:
    assert likeness(COMPANIES, one, other) >= SAME_NAME


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_companies_are_kept_apart(one: str, other: str) -> None:
    assert likeness(COMPANIES, one, other) < SAME_NAME


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_the_same_person_is_recognised(one: str, other: str) -> None:
    assert likeness(PEOPLE, one, other) >= SAME_NAME


@pytest.mark.parametrize(("one", "other"), OTHER_PERSON)
def test_two_people_are_kept_apart(one: str, other: str) -> None:
    assert likeness(PEOPLE, one, other) < SAME_NAME


WORDS = st.text(alphabet="abcdehknrst 가나다한빛기계কখরনিট্ল (주)Ltd.&-৩5é中", max_size=25)


@given(WORDS, WORDS)
def test_likeness_is_mutual_and_within_bounds(one: str, other: str) -> None:
    for reader in (COMPANIES, PEOPLE):
        assert likeness(reader, one, other) == likeness(reader, other, one)
        assert 0 <= likeness(reader, one, other) <= 100


@given(st.text(max_size=60))
def test_any_text_is_read_and_is_like_itself(raw: str) -> None:
    for reader in (COMPANIES, PEOPLE):
        for name in reader.names(raw):
            assert alike(name, name) >= 80
