-- one row per text beside people's names that may be a title
select text as title, from people_parts
where text is not null
union
select bracket as title, from people_parts
where bracket is not null
union
select family as title, from people_parts
where family is not null
union
select office as title, from people_parts
where office is not null
