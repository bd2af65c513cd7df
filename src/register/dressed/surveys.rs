//! Surveys: questions as sentences, as a word, numbered, or over `Response` in the
//! two heading rows of a survey service.

use proptest::prelude::*;

use super::{Bare, Mess, Row, mess, one_of, text};
use crate::register::record::Value;
use crate::register::{comments, surveys};

/// Questions: the item, the sentence, and a short heading.
const QUESTIONS: [(&str, &str, &str); 5] = [
    ("SAT", "I am satisfied with the support that we received", "Satisfaction"),
    ("COLLAB", "The support was collaborative", "Collaborative"),
    ("EXPECT", "The support met our expectations", "Met expectations"),
    ("IMPACT", "The support had an impact in my school", "Impact"),
    ("SUCCESS", "The programme has been a success so far", "Success"),
];

/// Answers from 1 to 5.
const SCALE: [&str; 5] = [
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    Sentence,
    Word,
    Numbered,
    OverResponse,
}

#[derive(Clone, Debug)]
struct Dressed {
    mess: Mess,
    asked: Asked,
    is_figures: bool,
    questions: usize,
    respondent: Option<&'static str>,
    group: Option<&'static str>,
    responded: &'static str,
    comment: Option<&'static str>,
    consent: Option<&'static str>,
    /// By respondent: answers, and nothing where one is left out.
    answers: Vec<Vec<Option<u8>>>,
}

fn dressed() -> impl Strategy<Value = Dressed> {
    let maybe = |words| prop::option::weighted(0.7, one_of(words));
    (
        mess(),
        proptest::sample::select(vec![
            Asked::Sentence,
            Asked::Word,
            Asked::Numbered,
            Asked::OverResponse,
        ]),
        any::<bool>(),
        2usize..=QUESTIONS.len(),
        (
            maybe(&["Respondent ref", "Respondent ID", "Response ID"]),
            maybe(&["Respondent type", "I am a", "Role of respondent"]),
            one_of(&["Responded", "Date returned", "End date", "Date submitted"]),
            maybe(&["Comments", "Any other comments", "Further comments"]),
            maybe(&["Consent to quote", "May we quote you?", "Permission to quote"]),
        ),
        proptest::collection::vec(
            proptest::collection::vec(prop::option::weighted(0.9, 1u8..=5), 5),
            5..12,
        ),
    )
        .prop_map(|(mess, asked, is_figures, questions, words, mut answers)| {
            // A word over a column is known for a question by its answers.
            for answer in answers.iter_mut().take(3).flatten() {
                answer.get_or_insert(4);
            }
            Dressed {
                mess,
                asked,
                // A word is known for a question by the answers in words below it.
                is_figures: is_figures && asked != Asked::Word,
                questions,
                respondent: words.0,
                group: words.1,
                responded: words.2,
                comment: words.3,
                consent: words.4,
                answers,
            }
        })
}

impl Dressed {
    fn heading(&self, question: usize) -> String {
        let (_, sentence, word) = QUESTIONS[question];
        match self.asked {
            Asked::Word => word.to_owned(),
            Asked::Numbered => format!("Q{}. {sentence}", question + 1),
            Asked::Sentence | Asked::OverResponse => sentence.to_owned(),
        }
    }

    fn table(&self) -> Bare {
        let first = [self.respondent, self.group, Some(self.responded)];
        let last = [self.comment, self.consent];
        let questions = (0..self.questions).map(|at| text(self.heading(at)));
        let mut headings = vec![
            first
                .iter()
                .flatten()
                .map(|words| text(*words))
                .chain(questions)
                .chain(last.iter().flatten().map(|words| text(*words)))
                .collect::<Row>(),
        ];
        if self.asked == Asked::OverResponse {
            let before = first.iter().flatten().count();
            let mut lower: Row = vec![None; before];
            lower.extend((0..self.questions).map(|_| text("Response")));
            lower.extend(self.comment.map(|_| text("Open-Ended Response")));
            lower.extend(self.consent.map(|_| text("Response")));
            headings.push(lower);
        }
        let records = self.answers.iter().enumerate().map(|(at, answers)| {
            let mut row: Row = Vec::new();
            row.extend(self.respondent.map(|_| text(format!("R{:02}", at + 1))));
            row.extend(
                self.group.map(|_| text(if at % 2 == 0 { "Client head" } else { "LLE" })),
            );
            row.push(Some(crate::read::testing::Written::Day(2011, 6, at as i8 + 1)));
            row.extend(answers.iter().take(self.questions).map(|answer| {
                let answer = (*answer)?;
                if self.is_figures {
                    super::number(answer)
                } else {
                    text(SCALE[usize::from(answer) - 1])
                }
            }));
            row.extend(self.comment.map(|_| text(format!("It helped year {}", at + 1))));
            row.extend(self.consent.map(|_| text("Yes")));
            row
        });
        Bare {
            name: "Survey June 2011".to_owned(),
            title: "What heads said".to_owned(),
            records: records.collect(),
            headings,
            ..Bare::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn answers_and_comments_are_read_back_whatever_heads_them(dressed in dressed()) {
        let (registers, _) = dressed.mess.registers("LLE survey", &[dressed.table()]);
        let found: Vec<Vec<String>> = registers
            .of(&surveys::SCHEMA)
            .iter()
            .map(|record| {
                let answers = record.extras.iter().map(|extra| match extra.value {
                    Value::Number(number) => format!("{} {number}", extra.key),
                    _ => format!("{} none", extra.key),
                });
                let day = record.date(&surveys::RESPONDED).map(|day| day.to_string());
                std::iter::once(day.unwrap_or_default()).chain(answers).collect()
            })
            .collect();
        let expected: Vec<Vec<String>> = dressed
            .answers
            .iter()
            .enumerate()
            .map(|(at, answers)| {
                let said = answers.iter().zip(QUESTIONS).take(dressed.questions).map(
                    |(answer, (item, _, _))| match answer {
                        Some(answer) => format!("{item} {answer}"),
                        None => format!("{item} none"),
                    },
                );
                std::iter::once(format!("2011-06-{:02}", at + 1)).chain(said).collect()
            })
            .collect();
        prop_assert_eq!(found, expected);
        let comments: Vec<(String, Option<&str>)> = registers
            .of(&comments::SCHEMA)
            .iter()
            .map(|one| (one.raw(&comments::TEXT).to_owned(), one.choice(&comments::CONSENT)))
            .collect();
        let expected: Vec<(String, bool)> = match dressed.comment {
            None => Vec::new(),
            Some(_) => (1..=dressed.answers.len())
                .map(|at| (format!("It helped year {at}"), dressed.consent.is_some()))
                .collect(),
        };
        let found: Vec<(String, bool)> =
            comments.into_iter().map(|(words, consent)| (words, consent.is_some())).collect();
        prop_assert_eq!(found, expected);
    }
}
